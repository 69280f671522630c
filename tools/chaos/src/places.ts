import { join } from 'node:path';
import { freePorts } from './free-ports';

/** The demo store's merchant that is bought from. */
export const shop = { slug: 'cascade', secret: 'chaos-store-secret' } as const;
/** A shop that plays WooCommerce, with the companion plugin, and goods that do not run out. */
export const woocommerce = {
  currency: 'USD',
  key: { consumer_key: 'ck_canvas_read_write', consumer_secret: 'cs_canvas_read_write' },
  companionSecret: 'a-secret-between-hub-and-companion-plugin',
} as const;
/** Its account with the sandbox provider. */
export const sandbox = { apiKey: 'sk_sandbox_chaos', merchantId: 'acct_chaos' } as const;
/** Its account with Stripe. */
export const stripe = {
  secretKey: 'sk_test_chaos',
  merchantId: 'acct_chaos',
  version: '2026-04-22.preview',
  acquirer: { bin: '400000', country: 'US', merchantId: 'acct_chaos', merchantName: 'Chaos' },
} as const;

const ROOT = join(__dirname, '../../..');
/** The compiled extension, also where this file runs from source. */
const EXTENSION = join(ROOT, 'tools/chaos/dist/extension');

/** How long a killed hub's work stays put. Shorter than a slow provider, so that takeovers happen alive too. */
const LEASE_MS = 1_500;

export type Places = Awaited<ReturnType<typeof choosePlaces>>;

/** Where the servers are, how they are started, and what they are told; all data below `folder`. */
export async function choosePlaces(folder: string) {
  const ports = await freePorts(['hub', 'store', 'woocommerce', 'sandbox', 'stripe']);
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const storeUrl = at(ports.store);
  return {
    folder,
    hub: {
      url: at(ports.hub),
      file: join(ROOT, 'apps/hub/dist/main.js'),
      commandLine: join(ROOT, 'apps/hub/dist/cli/main.js'),
      readyUrl: `${at(ports.hub)}/health/ready`,
      dataDir: join(folder, 'hub'),
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
        HUB_RATE_LIMIT: '0',
        HUB_COMPLETE_RATE_LIMIT: '0',
        HUB_SESSION_MINUTES: '60',
        HUB_POLL_SECONDS: '5',
        HUB_CATALOG_FULL_HOURS: '0',
        HUB_CONNECTORS: ['held-sandbox', 'final-stripe', 'woocommerce-held', 'woocommerce-final']
          .map((name) => join(EXTENSION, `${name}.js`))
          .join(),
      },
    },
    store: {
      url: storeUrl,
      file: join(ROOT, 'apps/demo-store/dist/main.js'),
      readyUrl: storeUrl,
      environment: {
        DEMO_STORE_PORT: String(ports.store),
        DEMO_STORE_DATA_DIR: join(folder, 'store'),
        DEMO_STORE_MERCHANTS: JSON.stringify({ [shop.slug]: { secret: shop.secret } }),
      },
    },
    woocommerce: {
      url: at(ports.woocommerce),
      file: join(ROOT, 'packages/fake-woocommerce/dist/main.js'),
      readyUrl: `${at(ports.woocommerce)}/admin/books`,
      environment: {
        FAKE_WOOCOMMERCE_PORT: String(ports.woocommerce),
        FAKE_WOOCOMMERCE_TLS_PORT: '0',
        FAKE_WOOCOMMERCE_DATA_DIR: join(folder, 'woocommerce'),
        FAKE_WOOCOMMERCE_COMPANION_SECRET: woocommerce.companionSecret,
      },
    },
    sandbox: {
      url: at(ports.sandbox),
      file: join(ROOT, 'packages/fake-psp/dist/main.js'),
      readyUrl: `${at(ports.sandbox)}/admin/books`,
      environment: {
        FAKE_PSP_PORT: String(ports.sandbox),
        FAKE_PSP_DATA_DIR: join(folder, 'sandbox'),
      },
    },
    stripe: {
      url: at(ports.stripe),
      file: join(ROOT, 'packages/fake-stripe/dist/main.js'),
      readyUrl: `${at(ports.stripe)}/admin/books`,
      environment: {
        FAKE_STRIPE_PORT: String(ports.stripe),
        FAKE_STRIPE_DATA_DIR: join(folder, 'stripe'),
      },
    },
  };
}
