import { join } from 'node:path';
import type { ShopDefinition } from '@acp-hub/fake-woocommerce';
import { z } from 'zod';
import type { StorePlaces } from './choose-store';
import type { DemoShop, DemoStore } from './demo-store';
import { canvas, leinwand } from './played-shops';

interface Played {
  readonly slug: string;
  readonly currency: string;
  readonly definition: ShopDefinition;
  readonly url: string;
  readonly port: number;
}

/** Two shops that play WooCommerce, with a state that stays. */
export function fakeWoocommerce(places: StorePlaces): DemoStore {
  const { storeUrl, port, otherUrl, otherPort } = places;
  const first = { slug: 'canvas', currency: 'USD', definition: canvas, url: storeUrl, port };
  const other = { slug: 'leinwand', currency: 'EUR', definition: leinwand, url: otherUrl, port: otherPort };
  return {
    id: 'fake-woocommerce',
    url: storeUrl,
    shops: [shopOf(first), shopOf(other)],
    showcase: {
      items: { in_stock: '10', limited: '11', out_of_stock: '12', digital: '14', variant: '18' },
      coupons: { valid: 'save10', expired: 'old', minimum: 'min100' },
      address: {
        name: 'Ada Fields',
        line_one: '350 5th Ave',
        city: 'New York',
        state: 'NY',
        country: 'US',
        postal_code: '10118',
      },
    },
    orders: { url: `${storeUrl}/admin/books`, isPage: false },
    services: () => [first, other].map((shop) => serviceOf(shop, places)),
    async connect(hub, seeded) {
      for (const { tenantId, connectionId } of seeded)
        await hub(
          ['connection', 'webhooks', connectionId, '--tenant', tenantId],
          z.object({ url: z.string() }),
        );
    },
  };
}

function shopOf({ slug, currency, definition, url }: Played): DemoShop {
  const [key] = definition.keys;
  if (key === undefined) throw new Error('The shop has no key.');
  const { consumer_key, consumer_secret } = key;
  return {
    slug,
    name: definition.name,
    currency,
    url,
    support: { email: `help@${slug}.example` },
    connector: 'woocommerce',
    config: () => ({ url, consumer_key, consumer_secret }),
  };
}

const serviceOf = ({ slug, definition, url, port }: Played, { root, dataDir, logDir }: StorePlaces) => ({
  name: `fake-woocommerce-${slug}`,
  command: [join(root, 'packages/fake-woocommerce/dist/main.js')],
  environment: {
    FAKE_WOOCOMMERCE_PORT: String(port),
    FAKE_WOOCOMMERCE_TLS_PORT: '0',
    FAKE_WOOCOMMERCE_SHOP: JSON.stringify(definition),
    FAKE_WOOCOMMERCE_DATA_DIR: join(dataDir, 'fake-woocommerce', slug),
  },
  readyUrl: url,
  logDir,
});
