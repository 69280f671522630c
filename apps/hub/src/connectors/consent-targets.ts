import type { ConsentTargets } from '../ingress/ports';
import type { ConnectionRepository } from '../persistence/connections/connection-repository';
import type { Registry } from './registry';

/** Connections with the platform each is on. @param registry loaded when it is needed. */
export const consentTargets = (
  rows: Pick<ConnectionRepository, 'find'>,
  registry: () => Registry | Promise<Registry>,
): ConsentTargets => ({
  async find({ tenantId, connectionId }) {
    const row = await rows.find(tenantId, connectionId);
    return row && { connector: (await registry()).connector(row.connector), config: row.config };
  },
});
