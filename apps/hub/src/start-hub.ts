import type { Logger } from '@acp-hub/connector';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './config/load-config';
import { withRealPort } from './config/real-port';
import { openServerParts, type ServerParts } from './hub-parts';
import { OwnMerchantRepository } from './persistence/tenants/own-merchant-repository';
import { TenantDirectory } from './persistence/tenant-directory';
import { TenantScopes } from './persistence/tenant-scope';
import { createServer } from './serve';
import { ownMerchant } from './tenants/own-merchant';

export interface RunningHub {
  /** Where it listens. */
  readonly url: string;
  /** Where agents and buyers reach it. */
  readonly baseUrl: string;
  /** Finishes what is in flight, then closes everything. */
  stop(): Promise<void>;
}

/** A hub of the given settings, listening. One that cannot has closed everything when it rejects. */
export async function startHub(settings: Config, logger: Logger): Promise<RunningHub> {
  const config = await withRealPort(settings);
  const parts = await openServerParts(config, logger);
  let app: NestFastifyApplication | undefined;
  const stop = async (): Promise<void> => {
    await app?.close();
    await parts.close();
  };
  try {
    await provideOwnMerchant(parts);
    app = await createServer(parts);
    await app.listen(config.HUB_PORT, config.HUB_HOST);
    return { url: await app.getUrl(), baseUrl: config.HUB_BASE_URL, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function provideOwnMerchant({ config, database, keyRing, ...parts }: ServerParts): Promise<void> {
  if (config.HUB_ROLE === 'work') return;
  const merchant = await ownMerchant(config, parts.registry, parts.generatedKeys);
  if (merchant === undefined) return;
  const scopes = new TenantScopes(database.pool);
  const directory = new TenantDirectory(database.pool, scopes, keyRing);
  const { ingressPath } = await new OwnMerchantRepository(directory, scopes, keyRing).put(merchant);
  parts.logger.info(
    { name: merchant.tenant.name, reportTo: `${config.HUB_BASE_URL}${ingressPath}` },
    'Selling for the merchant of HUB_MERCHANT_NAME; the shop reports its orders to reportTo.',
  );
}
