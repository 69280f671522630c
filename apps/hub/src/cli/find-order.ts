import type { Ledger, OrderLedger } from '../payments/ledger/ports';
import { ProvisioningError } from '../tenants/provisioning-error';

/** @param order its id, or its number at the shop. @throws ProvisioningError where the merchant has no such order. */
export async function findOrder(ledger: Ledger, tenantId: string, order: string): Promise<OrderLedger> {
  const found = await ledger.find(tenantId, order);
  if (found === undefined) throw new ProvisioningError(`${tenantId} has no order ${order}.`);
  return found;
}
