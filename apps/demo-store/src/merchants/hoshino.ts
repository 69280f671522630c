import { currency } from '@acp-hub/commerce';
import type { Merchant } from '../merchant';
import { jpConsumptionTax } from '../pricing/jp-consumption-tax';
import { hoshinoProducts } from './hoshino-products.data';

/** Yen, gross prices as the law asks, two rates, couriers inside Kyoto. */
export const hoshino: Merchant = {
  slug: 'hoshino',
  name: 'Hoshino',
  tagline: 'Paper, ink and tea from Kyoto',
  currency: currency('JPY'),
  pricesIncludeTax: true,
  hue: 222,
  orderPrefix: 'HS',
  taxes: jpConsumptionTax,
  zones: [
    {
      name: 'Kyoto city',
      countries: ['JP'],
      postalPrefixes: ['60'],
      services: [
        { type: 'shipping', id: 'yamato', title: 'Yamato', carrier: 'Yamato', price: 660, days: [1, 2] },
        { type: 'local_delivery', id: 'kyoto-courier', title: 'Bicycle courier', price: 880, days: 0 },
      ],
    },
    {
      name: 'Okinawa',
      countries: ['JP'],
      postalPrefixes: ['90'],
      services: [
        {
          type: 'shipping',
          id: 'yamato-okinawa',
          title: 'Yamato to Okinawa',
          carrier: 'Yamato',
          price: 1980,
          days: [3, 5],
        },
      ],
    },
    {
      name: 'Japan',
      countries: ['JP'],
      services: [
        {
          type: 'shipping',
          id: 'yamato-japan',
          title: 'Yamato',
          description: 'Free from ¥8,000',
          carrier: 'Yamato',
          price: 880,
          freeFrom: 8000,
          days: [2, 3],
        },
        {
          type: 'shipping',
          id: 'letter-pack',
          title: 'Letter Pack',
          carrier: 'Japan Post',
          price: 600,
          days: [2, 4],
        },
      ],
    },
    {
      name: 'Abroad',
      countries: ['US', 'DE', 'FR', 'GB', 'AU', 'SG'],
      services: [
        { type: 'shipping', id: 'ems', title: 'EMS', carrier: 'Japan Post', price: 3200, days: [4, 8] },
      ],
    },
  ],
  collectionPoints: [],
  coupons: [
    { code: 'HAJIME10', name: '10% off', off: { percent: 10 } },
    { code: 'OTSUKARE', name: '¥500 off', off: { amount: 500 } },
    { code: 'MATOME', name: '¥1,500 off orders from ¥10,000', off: { amount: 1500 }, minimum: 10_000 },
    { code: 'SAKURA', name: '20% spring offer', off: { percent: 20 }, expiresAt: '2026-04-30T15:00:00Z' },
    {
      code: 'KAITEN',
      name: '¥1,000 for the opening',
      off: { amount: 1000 },
      limit: { uses: 100, usedBefore: 100 },
    },
    { code: 'OCHA15', name: '15% off tea', off: { percent: 15 }, products: ['uji-sencha', 'kyo-hojicha'] },
    {
      code: 'SAIGO',
      name: '¥1,000 for the last three',
      off: { amount: 1000 },
      limit: { uses: 3, usedBefore: 0 },
    },
  ],
  products: hoshinoProducts,
  support: { email: 'contact@hoshino.example', phone: '+81 75 555 0199', hours: '10:00–18:00 JST' },
  showcase: {
    items: {
      in_stock: 'uji-sencha',
      limited: 'ceremonial-matcha',
      out_of_stock: 'chasen-whisk',
      digital: 'calligraphy-course',
      variant: 'kumo-grid',
    },
    coupons: { valid: 'HAJIME10', expired: 'SAKURA', minimum: 'MATOME' },
    address: {
      name: 'Yui Tanaka',
      line_one: '2-11-3 Meguro',
      city: 'Meguro-ku',
      state: '13',
      country: 'JP',
      postal_code: '153-0063',
    },
  },
};
