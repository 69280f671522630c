import { loadRegistry, type Registry } from './connectors/registry';
import type { Config } from './config/load-config';
import { openDataFolder } from './config/data-folder';
import { encryptionKeys } from './config/encryption-keys';
import { openQueues, type Queues } from './jobs/open-queues';
import { AdvisoryLocks } from './persistence/advisory-lock';
import { openDatabase, type Database } from './persistence/database';
import { KeyRing } from './persistence/key-ring';
import { openLinkSecret, type LinkSecret } from './persistence/link-secret';
import type { StatementCounter } from './persistence/tenant-scope';
import type { Logger } from '@acp-hub/connector';

/** What is opened before the first module is made, and closed after the last. */
export interface HubParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly linkSecret: LinkSecret;
  readonly generatedKeys: boolean;
  readonly registry: Registry;
  readonly locks: AdvisoryLocks;
  readonly statementCounter?: StatementCounter;
}

/** The command line needs no queues; a server does. */
export interface ServerParts extends HubParts {
  readonly queues: Queues;
}

export async function openHubParts(
  config: Config,
  logger: Logger,
): Promise<HubParts & { close(): Promise<void> }> {
  if (config.DATABASE_URL === undefined) openDataFolder(config.HUB_DATA_DIR);
  const registry = await loadRegistry(config.HUB_CONNECTORS);
  const { keys, generated } = encryptionKeys(config);
  const keyRing = new KeyRing(keys);
  const database = await openDatabase({
    url: config.DATABASE_URL,
    migrationUrl: config.DATABASE_MIGRATION_URL,
    dataDir: config.HUB_DATA_DIR,
    poolSize: config.HUB_DATABASE_POOL,
    logger: { info: (message) => logger.info({}, message), warn: (message) => logger.warn({}, message) },
  });
  const linkSecret = await openLinkSecret(database.pool, keyRing).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const locks = new AdvisoryLocks(database.url);
  return {
    config,
    logger,
    database,
    keyRing,
    linkSecret,
    generatedKeys: generated,
    registry,
    locks,
    async close() {
      await locks.close();
      await database.close();
    },
  };
}

export async function openServerParts(
  config: Config,
  logger: Logger,
): Promise<ServerParts & { close(): Promise<void> }> {
  const parts = await openHubParts(config, logger);
  try {
    const queues = await openQueues({
      redisUrl: config.REDIS_URL,
      databaseUrl: parts.database.url,
      ownerUrl: parts.database.ownerUrl,
    });
    return {
      ...parts,
      queues,
      async close() {
        await queues.close();
        await parts.close();
      },
    };
  } catch (error) {
    await parts.close();
    throw error;
  }
}
