import { join } from 'node:path';
import { canvasAndCo } from '@acp-hub/fake-woocommerce';
import { z } from 'zod';
import type { StorePlaces } from './choose-store';
import type { DemoStore } from './demo-store';

/** A shop that plays WooCommerce: the one whose answers were recorded, with a state that stays. */
export function fakeWoocommerce({ root, dataDir, port, storeUrl, logDir }: StorePlaces): DemoStore {
  const [key] = canvasAndCo.keys;
  if (key === undefined) throw new Error('The shop has no key.');
  const { consumer_key, consumer_secret } = key;
  return {
    id: 'fake-woocommerce',
    shops: [
      {
        slug: 'canvas',
        name: canvasAndCo.name,
        currency: 'USD',
        url: storeUrl,
        support: { email: 'help@canvas.example' },
        connector: 'woocommerce',
        config: () => ({ url: storeUrl, consumer_key, consumer_secret }),
      },
    ],
    showcase: {
      items: {
        in_stock: '10',
        limited: '11',
        out_of_stock: '12',
        digital: '14',
        variant: '18',
      },
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
    ordersUrl: `${storeUrl}/admin/books`,
    service: () => ({
      name: 'fake-woocommerce',
      command: [join(root, 'packages/fake-woocommerce/dist/main.js')],
      environment: {
        FAKE_WOOCOMMERCE_PORT: String(port),
        FAKE_WOOCOMMERCE_TLS_PORT: '0',
        FAKE_WOOCOMMERCE_DATA_DIR: join(dataDir, 'fake-woocommerce'),
      },
      readyUrl: storeUrl,
      logDir,
    }),
    async connect(hub, seeded) {
      for (const { connectionId } of seeded)
        await hub(['connection', 'webhooks', connectionId], z.object({ url: z.string() }));
    },
  };
}
