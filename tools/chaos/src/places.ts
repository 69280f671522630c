import { join } from 'node:path';
import { freePorts } from './free-ports';

/** The demo store's merchant that is bought from. */
export const shop = { slug: 'cascade', secret: 'chaos-store-secret' } as const;
/** Its account with the sandbox provider. */
export const provider = { apiKey: 'sk_sandbox_chaos', merchantId: 'acct_chaos' } as const;

const ROOT = join(__dirname, '../../..');

/** How long a killed hub's work stays put. Shorter than a slow provider, so that takeovers happen alive too. */
const LEASE_MS = 1_500;

export type Places = Awaited<ReturnType<typeof choosePlaces>>;

/** Where the three servers are, how they are started, and what they are told; all data below `folder`. */
export async function choosePlaces(folder: string) {
  const ports = await freePorts();
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const storeUrl = at(ports.store);
  return {
    hub: {
      url: at(ports.hub),
      file: join(ROOT, 'apps/hub/dist/main.js'),
      commandLine: join(ROOT, 'apps/hub/dist/cli/main.js'),
      readyUrl: `${at(ports.hub)}/health/ready`,
      environment: {
        DATABASE_URL: '',
        REDIS_URL: '',
        HUB_DATA_DIR: join(folder, 'hub'),
        HUB_PORT: String(ports.hub),
        HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
        HUB_LOG_LEVEL: 'warn',
        HUB_LEASE_MS: String(LEASE_MS),
        HUB_STORE_DEADLINE_MS: '1000',
        HUB_COMPLETE_DEADLINE_MS: '3000',
        HUB_SESSION_MINUTES: '1',
        HUB_RATE_LIMIT: '0',
        HUB_COMPLETE_RATE_LIMIT: '0',
      },
    },
    store: {
      url: storeUrl,
      merchantUrl: `${storeUrl}/${shop.slug}`,
      file: join(ROOT, 'apps/demo-store/dist/main.js'),
      readyUrl: storeUrl,
      environment: {
        DEMO_STORE_PORT: String(ports.store),
        DEMO_STORE_DATA_DIR: join(folder, 'store'),
        DEMO_STORE_MERCHANTS: JSON.stringify({ [shop.slug]: { secret: shop.secret } }),
      },
    },
    provider: {
      url: at(ports.provider),
      file: join(ROOT, 'packages/fake-psp/dist/main.js'),
      readyUrl: `${at(ports.provider)}/admin/books`,
      environment: {
        FAKE_PSP_PORT: String(ports.provider),
        FAKE_PSP_DATA_DIR: join(folder, 'provider'),
      },
    },
  };
}
