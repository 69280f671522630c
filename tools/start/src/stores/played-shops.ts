import { canvasAndCo, type ShopDefinition } from '@acp-hub/fake-woocommerce';
import { goods } from './played-goods';

const [zone] = canvasAndCo.zones ?? [];
if (zone === undefined) throw new Error('The shop delivers nowhere.');

/** The shop whose answers were recorded, with a second way to deliver anything. */
export const canvas: ShopDefinition = {
  ...canvasAndCo,
  name: 'Canvas & Co.',
  products: goods,
  zones: [
    {
      ...zone,
      methods: [
        ...(zone.methods ?? []),
        { instance_id: 3, method_id: 'flat_rate', title: 'Express', cost: '14.50' },
      ],
    },
  ],
};

/** Another merchant: the same goods in euros, with the tax in the prices. */
export const leinwand: ShopDefinition = {
  ...canvasAndCo,
  name: 'Leinwand & Co.',
  products: goods,
  timezone: 'Europe/Berlin',
  settings: {
    woocommerce_store_address: 'Schillerstraße 4',
    woocommerce_store_city: 'München',
    woocommerce_store_postcode: '80336',
    woocommerce_default_country: 'DE:DE-BY',
    woocommerce_currency: 'EUR',
    woocommerce_prices_include_tax: 'yes',
    woocommerce_tax_display_cart: 'incl',
    woocommerce_tax_display_shop: 'incl',
  },
  keys: [
    {
      consumer_key: 'ck_leinwand_read_write',
      consumer_secret: 'cs_leinwand_read_write',
      permissions: 'read_write',
    },
  ],
  tax_rates: [{ id: 1, country: 'DE', rate: '19.0000', name: 'MwSt.', shipping: true }],
  zones: [
    {
      id: 1,
      name: 'Deutschland',
      locations: [{ code: 'DE', type: 'country' }],
      methods: [
        { instance_id: 1, method_id: 'flat_rate', title: 'DHL', cost: '4.12' },
        { instance_id: 2, method_id: 'flat_rate', title: 'DHL Express', cost: '12.56' },
      ],
    },
  ],
};
