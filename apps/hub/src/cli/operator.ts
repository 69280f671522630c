import type { Config } from '../config/load-config';
import { loadConfig } from '../config/load-config';
import { openDataFolder } from '../config/data-folder';
import { encryptionKeys } from '../config/encryption-keys';
import { loadRegistry, type Registry } from '../connectors/registry';
import { systemClock } from '../clock';
import { newId } from '../ids';
import type { Operators } from '../operators/ports';
import { consentTargets } from '../connectors/consent-targets';
import { ConnectionRepository } from '../persistence/connections/connection-repository';
import { BuyerDataRepository } from '../persistence/buyers/buyer-data-repository';
import { LedgerRepository } from '../persistence/payments/ledger-repository';
import { openDatabase, type DatabaseOptions } from '../persistence/database';
import { KeyRing } from '../persistence/key-ring';
import { openLinkSecret, renewLinkSecret } from '../persistence/link-secret';
import { OperatorRepository } from '../persistence/operators/operator-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { TenantScopes } from '../persistence/tenant-scope';
import { TenantRepository } from '../persistence/tenants/tenant-repository';
import { WebhookDeskRepository } from '../persistence/webhooks/webhook-desk-repository';
import { OrderPageLinks } from '../orders/order-page-links';
import type { Ledger } from '../payments/ledger/ports';
import type { BuyerData } from '../buyers/ports';
import { AskConsent } from '../tenants/ask-consent';
import { ConsentStates } from '../tenants/consent-states';
import type { Choices } from '../tenants/choices';
import type { Tenants } from '../tenants/ports';
import { Provision } from '../tenants/provision';
import { ReplaceSecrets } from '../tenants/replace-secrets';
import type { WebhookDesk } from '../webhooks/desk';
import { ReplayDeadLetters } from '../webhooks/replay-dead-letters';
import type { ObserveSync } from '../catalog/sync-observer';
import { DownloadLinks } from '../feeds/downloads/download-links';
import type { RenderObserver } from '../feeds/ports';
import { openCatalogueTools, type CatalogueTools } from './catalogue-tools';
import { openFeedTools, type FeedTools } from './feed-tools';
import { openSaleTools, type SaleTools } from './sale-tools';
import type { Surroundings } from './surroundings';

/** What commands work with, opened as the server opens it, without the server. */
export interface Operator {
  readonly config: Config;
  readonly tenants: Tenants;
  /** @returns false where there is nothing to do. */
  readonly renewLinkSecret: () => Promise<boolean>;
  readonly provision: Provision;
  readonly secrets: ReplaceSecrets;
  readonly askConsent: AskConsent;
  readonly buyers: BuyerData;
  readonly webhooks: WebhookDesk;
  readonly replayDeadLetters: ReplayDeadLetters;
  /** Who may use the operators' API. */
  readonly operators: Operators;
  readonly ledger: Ledger;
  readonly downloadLinks: DownloadLinks;
  /** Opens shops and payment providers for `work`. */
  readonly saleTools: <T>(work: (tools: SaleTools) => Promise<T>) => Promise<T>;
  /** As `saleTools`, for what is sold. */
  readonly catalogueTools: <T>(
    observe: ObserveSync,
    work: (tools: CatalogueTools) => Promise<T>,
  ) => Promise<T>;
  /** As `saleTools`, for what agents are told of it. */
  readonly feedTools: <T>(observer: RenderObserver, work: (tools: FeedTools) => Promise<T>) => Promise<T>;
}

/** Where the database is; of what happens to it only what is wrong is said. @throws ConfigError */
export function databaseOptions(config: Config, { writeError }: Surroundings): DatabaseOptions {
  if (config.DATABASE_URL === undefined) openDataFolder(config.HUB_DATA_DIR);
  return {
    url: config.DATABASE_URL,
    migrationUrl: config.DATABASE_MIGRATION_URL,
    dataDir: config.HUB_DATA_DIR,
    poolSize: 4,
    logger: { info: () => undefined, warn: (message) => writeError(`${message}\n`) },
  };
}

/** Runs work as the operator, joining the embedded database of a hub that runs. */
export async function asOperator<T>(
  surroundings: Surroundings,
  work: (operator: Operator) => Promise<T>,
): Promise<T> {
  const config = loadConfig(surroundings.environment);
  const { keys, generated } = encryptionKeys(config);
  const database = await openDatabase(databaseOptions(config, surroundings));
  try {
    const keyRing = new KeyRing(keys);
    const scopes = new TenantScopes(database.pool);
    const directory = new TenantDirectory(database.pool, scopes, keyRing);
    const tenants = new TenantRepository(directory, scopes, keyRing);
    const linkSecret = await openLinkSecret(database.pool, keyRing);
    const registry = lazyRegistry(config);
    const choices = choicesOf(registry);
    const webhooks = new WebhookDeskRepository(scopes, systemClock);
    const parts = async () => ({
      ...{ config, directory, linkSecret },
      registry: await registry(),
      databaseUrl: database.url,
    });
    return await work({
      config,
      tenants,
      renewLinkSecret: () => renewLinkSecret(database.pool, keyRing),
      provision: new Provision(tenants, choices, newId, generated),
      secrets: new ReplaceSecrets(tenants, choices),
      askConsent: new AskConsent(
        consentTargets(new ConnectionRepository(directory), registry),
        new ConsentStates(linkSecret.derive('consent')),
        systemClock,
      ),
      buyers: new BuyerDataRepository(directory),
      webhooks,
      replayDeadLetters: new ReplayDeadLetters(webhooks, newId),
      operators: new OperatorRepository(directory, scopes),
      ledger: new LedgerRepository(
        directory,
        new OrderPageLinks(config.HUB_BASE_URL, linkSecret.derive('links')),
      ),
      downloadLinks: new DownloadLinks(config.HUB_BASE_URL, linkSecret.derive('downloads')),
      saleTools: async (use) => useAndClose(openSaleTools(await parts()), use),
      catalogueTools: async (observe, use) => useAndClose(openCatalogueTools(await parts(), observe), use),
      feedTools: (observer, use) => useAndClose(openFeedTools({ config, directory }, observer), use),
    });
  } finally {
    await database.close();
  }
}

async function useAndClose<Tools extends { close(): Promise<void> }, T>(
  tools: Tools,
  use: (tools: Tools) => Promise<T>,
): Promise<T> {
  try {
    return await use(tools);
  } finally {
    await tools.close();
  }
}

/** Platforms are loaded by the first command that chooses one. */
function lazyRegistry(config: Config): () => Promise<Registry> {
  let registry: Promise<Registry> | undefined;
  return () => (registry ??= loadRegistry(config.HUB_CONNECTORS));
}

const choicesOf = (load: () => Promise<Registry>): Choices => ({
  connector: async (id) => (await load()).connector(id),
  provider: async (id) => (await load()).provider(id),
});
