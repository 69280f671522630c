import type { ConnectionSummary, Tenants } from './ports';
import { ProvisioningError } from './provisioning-error';

/** @throws ProvisioningError where the merchant has no such connection. */
export async function findConnection(
  tenants: Tenants,
  tenantId: string,
  connectionId: string,
): Promise<ConnectionSummary> {
  const connections = await tenants.connections(tenantId);
  const connection = connections.find((each) => each.connectionId === connectionId);
  if (connection === undefined) throw new ProvisioningError(`${tenantId} has no connection ${connectionId}.`);
  return connection;
}
