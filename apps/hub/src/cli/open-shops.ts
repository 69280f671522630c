import type { Config } from '../config/load-config';
import { systemClock } from '../clock';
import { OpenConnections } from '../connectors/open-connections';
import type { Registry } from '../connectors/registry';
import { AdvisoryLocks } from '../persistence/advisory-lock';
import { ConnectionRepository } from '../persistence/connections/connection-repository';
import type { LinkSecret } from '../persistence/link-secret';
import type { TenantDirectory } from '../persistence/tenant-directory';

export interface ToolParts {
  readonly config: Config;
  readonly registry: Registry;
  readonly directory: TenantDirectory;
  readonly linkSecret: LinkSecret;
  readonly databaseUrl: string;
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Merchants' shops for a command, guarded as the server's; whoever opened them closes them. */
export function openShops({ config, registry, directory, databaseUrl }: ToolParts) {
  const locks = new AdvisoryLocks(databaseUrl);
  const connections = new OpenConnections(new ConnectionRepository(directory), registry, {
    allowPrivateAddresses: config.HUB_ALLOW_PRIVATE_ADDRESSES,
    storeDeadlineMs: config.HUB_STORE_DEADLINE_MS,
    clock: systemClock,
    logger: silent,
    lock: locks.run,
    observe: () => () => undefined,
  });
  return {
    connections,
    close: async (): Promise<void> => {
      await connections.close();
      await locks.close();
    },
  };
}
