import { currency } from '@acp-hub/commerce';
import type { Merchant } from '../merchant';
import { euVat } from '../pricing/eu-vat';
import { lindenhofProducts } from './lindenhof-products.data';

const workshop = {
  name: 'Lindenhof Werkstatt',
  line_one: 'Oderberger Straße 21',
  city: 'Berlin',
  country: 'DE',
  postal_code: '10435',
};

/** Euros, gross prices, VAT of the buyer’s country, collection in Berlin. */
export const lindenhof: Merchant = {
  slug: 'lindenhof',
  name: 'Lindenhof',
  tagline: 'Kitchen things made to last, from Berlin',
  currency: currency('EUR'),
  pricesIncludeTax: true,
  hue: 24,
  orderPrefix: 'LH',
  taxes: euVat('DE'),
  zones: [
    {
      name: 'Germany',
      countries: ['DE'],
      services: [
        {
          type: 'shipping',
          id: 'dhl-paket',
          title: 'DHL parcel',
          description: 'Free from 60 €',
          carrier: 'DHL',
          price: 490,
          freeFrom: 6000,
          days: [2, 3],
        },
        {
          type: 'shipping',
          id: 'dhl-express',
          title: 'DHL Express',
          carrier: 'DHL',
          price: 1290,
          days: [1, 1],
        },
      ],
    },
    {
      name: 'European Union',
      countries: ['AT', 'BE', 'CZ', 'DK', 'ES', 'FI', 'FR', 'IE', 'IT', 'LU', 'NL', 'PL', 'PT', 'SE'],
      services: [
        {
          type: 'shipping',
          id: 'eu-paket',
          title: 'Parcel to the EU',
          carrier: 'DHL',
          price: 990,
          freeFrom: 12_000,
          days: [3, 7],
        },
        {
          type: 'shipping',
          id: 'eu-express',
          title: 'EU Express',
          carrier: 'UPS',
          price: 2490,
          days: [1, 2],
        },
      ],
    },
  ],
  collectionPoints: [
    {
      type: 'pickup',
      id: 'abholung-berlin',
      title: 'Collect in Berlin',
      price: 0,
      days: 1,
      location: {
        name: 'Lindenhof workshop',
        address: workshop,
        instructions: 'Ring at the green gate, Tuesday to Saturday from 10 to 18.',
      },
    },
  ],
  coupons: [
    { code: 'HALLO10', name: '10% off your first order', off: { percent: 10 } },
    { code: 'FUENF', name: '5 € off', off: { amount: 500 } },
    { code: 'FESTTAFEL', name: '20 € off orders from 100 €', off: { amount: 2000 }, minimum: 10_000 },
    { code: 'FRUEHLING', name: '15% spring offer', off: { percent: 15 }, expiresAt: '2026-05-31T22:00:00Z' },
    {
      code: 'ERSTE50',
      name: '10 € for the first fifty',
      off: { amount: 1000 },
      limit: { uses: 50, usedBefore: 50 },
    },
    { code: 'KAFFEE20', name: '20% off coffee', off: { percent: 20 }, products: ['hausroestung'] },
    {
      code: 'ENDSPURT',
      name: '10 € for the last three',
      off: { amount: 1000 },
      limit: { uses: 3, usedBefore: 0 },
    },
  ],
  products: lindenhofProducts,
  support: { email: 'hallo@lindenhof.example', phone: '+49 30 5550 1234', hours: 'Di–Sa 10–18 Uhr' },
  showcase: {
    items: {
      in_stock: 'brotbackbuch',
      limited: 'lindenhonig',
      out_of_stock: 'pfeffermuehle',
      digital: 'brotbackbuch-ebook',
      variant: 'hausroestung-250',
    },
    coupons: { valid: 'HALLO10', expired: 'FRUEHLING', minimum: 'FESTTAFEL' },
    address: {
      name: 'Jonas Weber',
      line_one: 'Schillerstraße 4',
      city: 'München',
      country: 'DE',
      postal_code: '80336',
    },
  },
};
