import type { Connector } from '@acp-hub/connector';
import { createFakePsp } from '@acp-hub/fake-psp';
import { sandboxProvider } from '@acp-hub/payment-sandbox';
import type { PaymentProvider } from '@acp-hub/payment';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { loadConfig } from '../../src/config/load-config';
import { loadRegistry } from '../../src/connectors/registry';
import { newId } from '../../src/ids';
import { openQueues } from '../../src/jobs/open-queues';
import { createLogger } from '../../src/logging/logger';
import { AdvisoryLocks } from '../../src/persistence/advisory-lock';
import { KeyRing } from '../../src/persistence/key-ring';
import { openLinkSecret } from '../../src/persistence/link-secret';
import { TenantDirectory } from '../../src/persistence/tenant-directory';
import { TenantRepository } from '../../src/persistence/tenants/tenant-repository';
import { createServer } from '../../src/serve';
import { Provision } from '../../src/tenants/provision';
import { migratedDatabase } from './database';

export interface WorldOptions {
  readonly connector: Connector;
  /** Instead of the sandbox; its configuration is empty. */
  readonly provider?: PaymentProvider;
  readonly environment?: Readonly<Record<string, string>>;
  readonly count?: (statement: string) => void;
  /** Puts something between the hub and its database. */
  readonly reachDatabase?: (url: string) => Promise<string>;
}

/** A whole hub on a database of its own, with the sandbox's server and one merchant; everything over real HTTP. */
export async function hubWorld(options: WorldOptions) {
  const { connector, environment = {}, count, reachDatabase } = options;
  const own = options.provider;
  const counter = count && { count };
  const database = await migratedDatabase(counter, reachDatabase);
  const psp = await createFakePsp({});
  const pspUrl = await psp.listen();
  const config = loadConfig({
    HUB_PORT: '0',
    HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
    HUB_LOG_LEVEL: 'silent',
    HUB_RATE_LIMIT: '0',
    HUB_COMPLETE_RATE_LIMIT: '0',
    HUB_CATALOG_FULL_HOURS: '0',
    ...environment,
  });
  const keyRing = new KeyRing([{ id: 'test', key: Buffer.alloc(32, 7) }]);
  const builtIn = await loadRegistry([]);
  const registry = {
    ...builtIn,
    connector: (id: string) => (id === connector.id ? connector : builtIn.connector(id)),
    provider: (id: string) => (own !== undefined && id === own.id ? own : builtIn.provider(id)),
  };
  const queues = await openQueues({
    redisUrl: undefined,
    databaseUrl: database.appUrl,
    ownerUrl: database.url,
  });
  const locks = new AdvisoryLocks(database.appUrl);
  const app = await createServer({
    config,
    logger: createLogger(config.HUB_LOG_LEVEL),
    database: {
      pool: database.pool,
      url: database.appUrl,
      ownerUrl: database.url,
      close: async () => undefined,
    },
    keyRing,
    linkSecret: await openLinkSecret(database.pool, keyRing),
    generatedKeys: false,
    registry,
    locks,
    queues,
    ...(counter === undefined ? {} : { statementCounter: counter }),
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const directory = new TenantDirectory(database.pool, database.scopes, keyRing);
  const tenants = new TenantRepository(directory, database.scopes, keyRing);
  const provision = new Provision(tenants, registry, newId, false);
  const merchant = (name: string) =>
    addMerchant(provision, connector.id, name, {
      paymentProvider: own?.id ?? 'sandbox',
      paymentConfig:
        own === undefined
          ? { baseUrl: pspUrl, apiKey: `sk_sandbox_${name}`, merchantId: `acct_${name}` }
          : {},
    });
  return {
    app,
    baseUrl: `http://127.0.0.1:${port}`,
    database,
    psp,
    pspUrl,
    provision,
    directory,
    tenants,
    merchant,
    provider: sandboxProvider as PaymentProvider,
    async close() {
      await app.close();
      await queues.close();
      await locks.close();
      await psp.close();
      await database.close();
    },
  };
}

async function addMerchant(
  provision: Provision,
  connector: string,
  name: string,
  payment: { readonly paymentProvider: string; readonly paymentConfig: unknown },
) {
  const { tenantId } = await provision.tenant(name, {
    links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }],
    support: { email: 'help@shop.example' },
  });
  const { connectionId } = await provision.connection({
    tenantId,
    name,
    mode: 'test',
    connector,
    config: {},
    ...payment,
    currency: 'USD',
    refunds: 'follow_platform',
  });
  const { token, agentId } = await provision.agent({
    tenantId,
    connectionId,
    name: 'agent',
    profile: 'spec',
    mode: 'test',
  });
  return { tenantId, connectionId, agentId, token };
}

let keys = 0;

/** An agent speaking to the hub; every POST has a new key unless one is given. */
export function agentOf(baseUrl: string, token: string, version = '2026-04-17') {
  const call = async (
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await request(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'api-version': version,
        ...(method === 'POST' ? { 'idempotency-key': `key-${process.pid}-${(keys += 1)}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, json: JSON.parse(text || 'null') };
  };
  return {
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      call('POST', path, body, headers),
  };
}

export const sampleCheckout = {
  line_items: [{ id: 'sku-1', quantity: 2 }],
  currency: 'usd',
  capabilities: {},
  buyer: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' },
  fulfillment_details: {
    name: 'Ada Lovelace',
    address: {
      name: 'Ada Lovelace',
      line_one: '1 Main St',
      city: 'Springfield',
      state: 'CA',
      country: 'US',
      postal_code: '94105',
    },
  },
};

export const payWith = (token: string) => ({
  payment_data: {
    handler_id: 'card_sandbox',
    instrument: { type: 'card', credential: { type: 'spt', token } },
  },
});
