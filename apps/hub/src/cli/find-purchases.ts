import type { BuyerData, BuyerSelector } from '../buyers/ports';
import { ProvisioningError } from '../tenants/provisioning-error';
import type { Surroundings } from './surroundings';

/**
 * The sessions of what is selected. An address may have none, which is said on standard error.
 * @throws ProvisioningError where there is no such session or order, or more than one order of that number.
 */
export async function findPurchases(
  buyers: BuyerData,
  tenantId: string,
  selector: BuyerSelector,
  { writeError }: Surroundings,
): Promise<readonly string[]> {
  const found = await buyers.find(tenantId, selector);
  if (selector.kind === 'email') {
    if (found.length === 0) writeError(`${tenantId} has nothing under ${selector.email}.\n`);
    return found;
  }
  const { kind, id } = selector;
  if (found.length === 0) throw new ProvisioningError(`${tenantId} has no ${kind} ${id}.`);
  if (found.length > 1)
    throw new ProvisioningError(
      `${tenantId} has more than one order ${id}; say which with --session: ${found.join(', ')}`,
    );
  return found;
}
