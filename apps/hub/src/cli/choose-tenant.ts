import type { Tenants } from '../tenants/ports';
import { ProvisioningError } from '../tenants/provisioning-error';
import { UsageError } from './usage-error';

export const TENANT_OPTION = ['--tenant <id>', 'the merchant (default: the only one this hub has)'] as const;

/** The merchant meant. @throws UsageError where none is named and there is more than one, or none. */
export async function chooseTenant(tenants: Tenants, named: string | undefined): Promise<string> {
  if (named !== undefined) {
    if ((await tenants.find(named)) === undefined)
      throw new ProvisioningError(`There is no tenant ${named}.`);
    return named;
  }
  const [only, ...others] = await tenants.ids();
  if (only === undefined)
    throw new UsageError('There is no tenant yet; make one with: hub tenant add --name …');
  if (others.length > 0)
    throw new UsageError('Say which merchant with --tenant; list them with: hub tenant list');
  return only;
}
