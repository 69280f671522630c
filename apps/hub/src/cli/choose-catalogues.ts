import type { Catalogue } from '../catalog/ports';
import type { Tenants } from '../tenants/ports';
import { findConnection } from '../tenants/find-connection';
import { chooseTenant } from './choose-tenant';
import { UsageError } from './usage-error';

export const CONNECTION_OPTION = [
  '--connection <id>',
  'this shop alone (default: all of the merchant’s)',
] as const;

/** The catalogue meant, where only one can be. @throws ProvisioningError, UsageError */
export async function chooseCatalogue(
  tenants: Tenants,
  options: { readonly tenant?: string; readonly connection?: string },
): Promise<Catalogue> {
  const [catalogue, ...others] = await chooseCatalogues(tenants, options);
  if (catalogue === undefined || others.length > 0)
    throw new UsageError('Say which shop with --connection; list them with: hub connection list');
  return catalogue;
}

/** The catalogues meant: one, or those of all enabled connections. @throws ProvisioningError, UsageError */
export async function chooseCatalogues(
  tenants: Tenants,
  options: { readonly tenant?: string; readonly connection?: string },
): Promise<readonly Catalogue[]> {
  const tenantId = await chooseTenant(tenants, options.tenant);
  if (options.connection !== undefined) {
    const { connectionId } = await findConnection(tenants, tenantId, options.connection);
    return [{ tenantId, connectionId }];
  }
  const enabled = (await tenants.connections(tenantId)).filter(({ disabled }) => !disabled);
  if (enabled.length === 0)
    throw new UsageError('There is no shop yet; connect one with: hub connection add …');
  return enabled.map(({ connectionId }) => ({ tenantId, connectionId }));
}
