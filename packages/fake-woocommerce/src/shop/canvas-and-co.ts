import { known } from '../known';
import type { ShopDefinition } from './definition';

const SET_UP = '2026-11-23T16:40:57';
const EDITED = '2026-11-23T16:58:37';
const at = (second: number): string =>
  `2026-11-23T16:4${second < 60 ? '0' : '1'}:${String(second % 60).padStart(2, '0')}`;

/** How many of the bulk products came into being in which second. */
const BULK_SECONDS: readonly (readonly [until: number, second: number])[] = [
  [8, 59],
  [34, 60],
  [57, 61],
  [82, 62],
  [100, 63],
];

const bulk = Array.from({ length: 100 }, (_, index) => {
  const number = String(index).padStart(3, '0');
  const created = at(known(BULK_SECONDS.find(([until]) => index < until))[1]);
  return {
    id: 25 + index,
    name: `Bulk ${number}`,
    sku: `BULK-${number}`,
    regular_price: `${(index % 40) + 1}.${number.slice(1)}`,
    created,
    modified: created,
  };
});

/** A small shop in San Francisco: dollars, prices without tax, three states that tax, one zone. */
export const canvasAndCo: ShopDefinition = {
  name: 'H2 Test Store',
  timezone: 'America/Los_Angeles',
  opened: '2026-11-23T16:40:59',
  settings: { woocommerce_store_address: '1 Market St', woocommerce_store_city: 'San Francisco' },
  keys: [
    {
      consumer_key: 'ck_canvas_read_write',
      consumer_secret: 'cs_canvas_read_write',
      permissions: 'read_write',
    },
    { consumer_key: 'ck_canvas_read', consumer_secret: 'cs_canvas_read', permissions: 'read' },
  ],
  next_id: 173,
  next_order_item_id: 106,
  next_note_id: 61,
  attributes: [
    {
      id: 1,
      name: 'Color',
      slug: 'pa_color',
      terms: [
        { id: 16, name: 'Black', slug: 'black' },
        { id: 17, name: 'Navy', slug: 'navy' },
        { id: 18, name: 'Olive', slug: 'olive' },
      ],
    },
  ],
  tax_rates: [
    { id: 1, country: 'US', state: 'CA', rate: '7.2500', name: 'CA Sales Tax' },
    { id: 2, country: 'US', state: 'NY', rate: '8.8750', name: 'NY Sales Tax', shipping: true },
    { id: 3, country: 'US', state: 'TX', rate: '8.2500', name: 'TX Sales Tax', shipping: true },
  ],
  zones: [
    {
      id: 1,
      name: 'United States',
      locations: [{ code: 'US', type: 'country' }],
      methods: [
        { instance_id: 1, method_id: 'flat_rate', title: 'Flat rate', cost: '5.99' },
        {
          instance_id: 2,
          method_id: 'free_shipping',
          title: 'Free shipping over $50',
          requires: 'min_amount',
          min_amount: '50',
        },
      ],
    },
  ],
  coupons: [
    { id: 21, code: 'save10', discount_type: 'percent', amount: '10.00' },
    { id: 22, code: 'fiveoff', discount_type: 'fixed_cart', amount: '5.00', usage_limit: 1 },
    { id: 23, code: 'old', discount_type: 'percent', amount: '50.00', date_expires: '2025-01-01T00:00:00' },
    { id: 24, code: 'min100', discount_type: 'fixed_cart', amount: '20.00', minimum_amount: '100.00' },
  ],
  products: [
    {
      id: 10,
      name: 'Canvas Tote',
      sku: 'TOTE-1',
      regular_price: '24.99',
      stock: 25,
      weight: '0.8',
      description: '<p>Heavy <b>canvas</b> tote &amp; strap</p>',
      short_description: 'A tote',
      created: SET_UP,
      modified: EDITED,
    },
    {
      id: 11,
      name: 'Enamel Mug',
      sku: 'MUG-1',
      regular_price: '12.50',
      sale_price: '9.95',
      stock: 2,
      created: SET_UP,
      modified: EDITED,
    },
    {
      id: 12,
      name: 'Sold Out Poster',
      sku: 'POSTER-1',
      regular_price: '15.00',
      stock_status: 'outofstock',
      created: SET_UP,
      modified: EDITED,
    },
    {
      id: 13,
      name: 'Backorder Lamp',
      sku: 'LAMP-1',
      regular_price: '79.00',
      stock: 0,
      backorders: 'notify',
      created: at(58),
      modified: EDITED,
    },
    {
      id: 14,
      name: 'E-book',
      sku: 'EBOOK-1',
      regular_price: '7.00',
      virtual: true,
      downloadable: true,
      tax_status: 'none',
      created: at(58),
      modified: at(58),
    },
    {
      id: 15,
      name: 'Scheduled Sale Vase',
      sku: 'VASE-1',
      regular_price: '40.00',
      sale_price: '30.00',
      date_on_sale_from: '2027-01-01T00:00:00',
      date_on_sale_to: '2027-02-01T00:00:00',
      created: at(58),
      modified: at(58),
    },
    {
      id: 16,
      name: 'Logo Tee',
      sku: 'TEE',
      type: 'variable',
      attributes: { Color: ['Black', 'Navy', 'Olive'], Size: ['S', 'M', 'L'] },
      created: at(58),
      modified: EDITED,
      variations: [
        {
          id: 17,
          sku: 'TEE-BLK-S',
          regular_price: '19.99',
          stock: 10,
          options: { Color: 'Black', Size: 'S' },
          created: at(58),
          modified: EDITED,
        },
        {
          id: 18,
          sku: 'TEE-BLK-M',
          regular_price: '19.99',
          sale_price: '14.99',
          stock: 5,
          options: { Color: 'Black', Size: 'M' },
          created: at(58),
          modified: EDITED,
        },
        {
          id: 19,
          sku: 'TEE-NVY-L',
          regular_price: '22.00',
          stock_status: 'outofstock',
          options: { Color: 'Navy', Size: 'L' },
          created: at(58),
          modified: EDITED,
        },
        {
          id: 20,
          sku: 'TEE-OLV-ANY',
          regular_price: '21.00',
          options: { Color: 'Olive' },
          created: at(58),
          modified: at(58),
        },
      ],
    },
    ...bulk,
  ],
};
