import type { Currency } from '@acp-hub/commerce';
import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import { woocommerceConnector, type WoocommerceConfig } from '@acp-hub/connector-woocommerce';
import { Problem } from '../problem';
import type { DemoStore } from './demo-store';

/** Where the goods of a first try go: nobody is sent anything, since no money moves. */
const ADDRESS = {
  name: 'Ada Fields',
  line_one: '548 Market St',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postal_code: '94104',
};

/** A merchant's real shop, with test payments. Orders do arrive there. @throws Problem where it cannot be sold from. */
export async function realWoocommerce(config: WoocommerceConfig): Promise<DemoStore> {
  const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true });
  const shop = woocommerceConnector.connect(config, createInProcessContext({ transport }));
  try {
    const { ok, facts, findings } = await shop.check();
    for (const { severity, message } of findings) console.log(`${severity}: ${message}`);
    if (!ok || facts === undefined) throw new Problem(`${config.url} cannot be sold from yet; see above.`);
    const { items } = await shop.listProducts({});
    const variant = items
      .flatMap(({ variants }) => variants)
      .find(({ stock }) => stock.status === 'in_stock');
    if (variant === undefined) throw new Problem(`${config.url} has nothing in stock on its first page.`);
    return storeOf(config, facts.name, facts.currency, variant.id);
  } finally {
    await transport.close();
  }
}

const storeOf = (config: WoocommerceConfig, name: string, currency: Currency, item: string): DemoStore => ({
  id: `woocommerce ${config.url} ${config.consumer_key}`,
  url: config.url,
  shops: [
    {
      slug: 'shop',
      name,
      currency,
      url: config.url,
      support: {},
      connector: 'woocommerce',
      config: () => config,
    },
  ],
  showcase: { items: { in_stock: item }, coupons: {}, address: ADDRESS },
  orders: { url: `${config.url.replace(/\/+$/, '')}/wp-admin/admin.php?page=wc-orders`, isPage: true },
  services: () => [],
  // A hub on this machine cannot be called from the internet: it hears of changes by asking.
  connect: async () => undefined,
});
