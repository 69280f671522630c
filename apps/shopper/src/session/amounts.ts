import { isObject, type Json, type JsonObject } from '../json/json';
import { listAt, numberAt, textAt } from '../json/read';

/** Sums of a `totals[]` array by type, in minor units. */
export function amountsOf(totals: readonly Json[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const entry of totals.filter(isObject)) {
    const type = textAt(entry, 'type');
    const amount = numberAt(entry, 'amount');
    if (type !== undefined && amount !== undefined) sums.set(type, (sums.get(type) ?? 0) + amount);
  }
  return sums;
}

/** What a fulfilment option costs: its field `total`, or from 2026-01-30 its `totals[]` entry. */
export const optionTotal = (option: JsonObject): number | undefined =>
  numberAt(option, 'total') ?? amountsOf(listAt(option, 'totals')).get('total');
