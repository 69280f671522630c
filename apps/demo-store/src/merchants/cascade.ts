import { currency } from '@acp-hub/commerce';
import type { Merchant } from '../merchant';
import { usSalesTax } from '../pricing/us-sales-tax';
import { cascadeProblemProducts } from './cascade-problem-products.data';
import { cascadeProducts } from './cascade-products.data';

/** US dollars, net prices, sales tax by state. */
export const cascade: Merchant = {
  slug: 'cascade',
  name: 'Cascade Outfitters',
  tagline: 'Gear for long weekends, from Portland, Oregon',
  currency: currency('USD'),
  pricesIncludeTax: false,
  hue: 152,
  orderPrefix: 'CO',
  taxes: usSalesTax,
  zones: [
    {
      name: 'Alaska and Hawaii',
      countries: ['US'],
      states: ['AK', 'HI'],
      services: [
        {
          type: 'shipping',
          id: 'air-parcel',
          title: 'Air parcel',
          carrier: 'USPS',
          price: 1995,
          days: [5, 9],
        },
      ],
    },
    {
      name: 'Contiguous United States',
      countries: ['US'],
      services: [
        {
          type: 'shipping',
          id: 'ground',
          title: 'Ground',
          description: 'Free from $75',
          carrier: 'UPS',
          price: 795,
          freeFrom: 7500,
          days: [3, 6],
        },
        { type: 'shipping', id: 'two-day', title: 'Two-day', carrier: 'UPS', price: 1895, days: [2, 2] },
        {
          type: 'shipping',
          id: 'overnight',
          title: 'Overnight',
          carrier: 'FedEx',
          price: 3495,
          days: [1, 1],
        },
      ],
    },
    {
      name: 'Canada',
      countries: ['CA'],
      services: [
        {
          type: 'shipping',
          id: 'canada-ground',
          title: 'Ground to Canada',
          carrier: 'UPS',
          price: 2450,
          days: [6, 11],
        },
      ],
    },
  ],
  collectionPoints: [],
  coupons: [
    { code: 'TRAIL10', name: '10% off everything', off: { percent: 10 } },
    { code: 'WELCOME5', name: '$5 off', off: { amount: 500 } },
    { code: 'BIGTRIP', name: '$25 off orders from $150', off: { amount: 2500 }, minimum: 15_000 },
    {
      code: 'SUMMER25',
      name: '25% summer sale',
      off: { percent: 25 },
      expiresAt: '2026-09-01T00:00:00Z',
    },
    {
      code: 'FIRST100',
      name: '$15 for the first hundred',
      off: { amount: 1500 },
      limit: { uses: 100, usedBefore: 100 },
    },
    {
      code: 'RAINYDAY',
      name: '20% off rain shells',
      off: { percent: 20 },
      products: ['switchback-rain-shell'],
    },
    {
      code: 'LASTCALL',
      name: '$10 for the last three',
      off: { amount: 1000 },
      limit: { uses: 3, usedBefore: 0 },
    },
  ],
  products: [...cascadeProducts, ...cascadeProblemProducts],
  support: { email: 'help@cascade-outfitters.example', phone: '+1 503 555 0142', hours: 'Mon–Fri 8–17 PT' },
  showcase: {
    items: {
      in_stock: 'ember-stove',
      limited: 'bivouac-quilt',
      out_of_stock: 'driftwood-hammock',
      digital: 'cascade-loop-maps',
      variant: 'ridgeline-28-moss',
    },
    coupons: { valid: 'TRAIL10', expired: 'SUMMER25', minimum: 'BIGTRIP' },
    address: {
      name: 'Ada Fields',
      line_one: '548 Market St',
      city: 'San Francisco',
      state: 'CA',
      country: 'US',
      postal_code: '94104',
    },
  },
};
