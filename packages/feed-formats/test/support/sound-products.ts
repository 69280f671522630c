import { currency, itemId, money, type Product, type Variant } from '@acp-hub/commerce';
import { feedOptionsSchema, type FeedSettings } from '../../src';

export const NOW = new Date('2026-11-25T12:00:00Z');

export const settings = (
  options: object = {},
  seller: Partial<FeedSettings['seller']> = {},
): FeedSettings => ({
  ...feedOptionsSchema.parse(options),
  seller: {
    name: 'Cascade Outfitters',
    url: 'https://cascade.example',
    links: [
      { type: 'privacy_policy', url: 'https://cascade.example/privacy' },
      { type: 'terms_of_use', url: 'https://cascade.example/terms' },
      { type: 'return_policy', url: 'https://cascade.example/returns' },
    ],
    ...seller,
  },
});

export const soundVariant = (more: Partial<Variant> = {}): Variant => ({
  id: itemId('mug-blue'),
  productId: 'mug',
  title: 'Mug – Blue',
  sku: 'MUG-BLUE',
  gtin: '4006381333931',
  price: money(1800, currency('USD')),
  stock: { status: 'in_stock', available: 7 },
  options: [{ name: 'Color', value: 'Blue' }],
  condition: 'new',
  imageUrls: ['https://cdn.example/blue.jpg'],
  requiresShipping: true,
  ...more,
});

/** A product that no feed has anything to say against. */
export const soundProduct = (more: Partial<Product> = {}, ...variants: Variant[]): Product => ({
  id: 'mug',
  title: 'Mug',
  description: 'A glazed ceramic mug.',
  url: 'https://cascade.example/mug',
  brand: 'Cascade',
  categories: ['Home', 'Mugs'],
  imageUrls: ['https://cdn.example/mug.jpg'],
  updatedAt: '2026-11-01T00:00:00Z',
  variants: variants.length > 0 ? variants : [soundVariant()],
  ...more,
});
