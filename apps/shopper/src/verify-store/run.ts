import { perform } from '../verify/perform';
import type { CheckResult } from '../verify/result';
import { catalogueChecks } from './catalogue-checks';
import { createStoreContext, type StoreParts } from './context';
import { entranceChecks } from './entrance-checks';
import { moneyChecks } from './money-checks';
import { orderChecks } from './order-checks';
import { quoteChecks } from './quote-checks';

/** Every check of the store contract. */
export const storeChecks = [
  ...entranceChecks,
  ...catalogueChecks,
  ...quoteChecks,
  ...orderChecks,
  ...moneyChecks,
];

/** Holds a store against the contract, one check after the other. */
export async function verifyStore(parts: StoreParts): Promise<CheckResult[]> {
  const context = createStoreContext(parts);
  const results: CheckResult[] = [];
  for (const check of storeChecks) results.push(await perform(check, context));
  return results;
}
