import { join } from 'node:path';
import { merchants, type Merchant } from '@acp-hub/demo-store';
import type { StorePlaces } from './choose-store';
import type { DemoShop, DemoStore } from './demo-store';

const [first, ...others] = merchants;

/** The demo's own shops, which implement the store contract: dollars, euros and yen. */
export function ownStore({ root, dataDir, port, storeUrl, hubUrl, logDir }: StorePlaces): DemoStore {
  if (first === undefined) throw new Error('The demo store has no merchants.');
  const shopOf = (merchant: Merchant): DemoShop => {
    const { slug, name, currency, support } = merchant;
    const url = `${storeUrl}/${slug}`;
    const config = (secret: string) => ({ base_url: url, secret });
    return { slug, name, currency, url, support, connector: 'custom', config };
  };
  return {
    id: 'own',
    url: storeUrl,
    shops: [shopOf(first), ...others.map(shopOf)],
    showcase: first.showcase,
    orders: { url: `${storeUrl}/${first.slug}/admin`, isPage: true },
    services(shops) {
      const access = shops.map(({ slug, secret, ingressPath }) => [
        slug,
        { secret, eventsUrl: `${hubUrl}${ingressPath}` },
      ]);
      return [
        {
          name: 'demo-store',
          command: [join(root, 'apps/demo-store/dist/main.js')],
          environment: {
            DEMO_STORE_PORT: String(port),
            DEMO_STORE_PUBLIC_URL: storeUrl,
            DEMO_STORE_DATA_DIR: join(dataDir, 'demo-store'),
            DEMO_STORE_MERCHANTS: JSON.stringify(Object.fromEntries(access)),
          },
          readyUrl: storeUrl,
          logDir,
        },
      ];
    },
    connect: async () => undefined,
  };
}
