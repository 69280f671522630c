import type { AgentSummary, Tenants } from './ports';
import { ProvisioningError } from './provisioning-error';

/** @throws ProvisioningError where the merchant has no such agent. */
export async function findAgent(tenants: Tenants, tenantId: string, agentId: string): Promise<AgentSummary> {
  const found = (await tenants.agents(tenantId)).find((each) => each.agentId === agentId);
  if (found === undefined) throw new ProvisioningError(`${tenantId} has no agent ${agentId}.`);
  return found;
}
