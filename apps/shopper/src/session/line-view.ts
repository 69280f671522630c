import type { JsonObject } from '../json/json';
import { listAt, numberAt, textAt } from '../json/read';
import { amountsOf } from './amounts';

export interface LineView {
  readonly id: string;
  readonly itemId: string;
  readonly name: string | undefined;
  readonly quantity: number;
  /** Minor units; `undefined` where the line does not say. */
  readonly amounts: {
    readonly base: number | undefined;
    readonly discount: number;
    readonly subtotal: number | undefined;
    readonly tax: number;
    readonly total: number | undefined;
  };
}

/** Fields of their own up to 2026-01-16, `totals[]` after. */
export function readLine(line: JsonObject): LineView {
  const totals = amountsOf(listAt(line, 'totals'));
  const amount = (field: string, type: string) => numberAt(line, field) ?? totals.get(type);
  return {
    id: textAt(line, 'id') ?? '',
    itemId: textAt(line, 'item', 'id') ?? '',
    name: textAt(line, 'name') ?? textAt(line, 'item', 'name'),
    quantity: numberAt(line, 'quantity') ?? numberAt(line, 'item', 'quantity') ?? 1,
    amounts: {
      base: amount('base_amount', 'items_base_amount'),
      discount: amount('discount', 'items_discount') ?? totals.get('discount') ?? 0,
      subtotal: amount('subtotal', 'subtotal'),
      tax: amount('tax', 'tax') ?? 0,
      total: amount('total', 'total'),
    },
  };
}
