import type { WireItem, WireStock } from '@acp-hub/store-contract';
import type { ProductSeed, VariantSeed } from './product-seed';

/** What the books say of a variant; everything else stands in its seed. */
export interface ItemState {
  readonly price: number;
  readonly salePrice?: number;
  readonly stock: number | 'unlimited';
  /** RFC 3339 UTC. */
  readonly updatedAt: string;
}

/** A variant as it can be bought now. */
export interface ShelfItem {
  readonly product: ProductSeed;
  readonly variant: VariantSeed;
  readonly state: ItemState;
}

/** At or below this many units a buyer is warned. */
const LOW_STOCK = 5;

/** A sale that would cost more is none. */
export const unitPrice = ({ price, salePrice = price }: ItemState): number => Math.min(price, salePrice);

/** What has a price by itself; the rest is sold by people who talk to each other. */
export const isPriced = ({ price }: ItemState): boolean => price > 0;

export const canSupply = ({ stock }: ItemState, quantity: number): boolean =>
  stock === 'unlimited' || stock >= quantity;

export function stockOf({ stock }: ItemState): WireStock {
  if (stock === 'unlimited') return { status: 'in_stock' };
  if (stock === 0) return { status: 'out_of_stock', available: 0 };
  return { status: stock <= LOW_STOCK ? 'low_stock' : 'in_stock', available: stock };
}

/** `Ridgeline 28 Pack – Moss`. */
export const itemTitle = (product: ProductSeed, variant: VariantSeed): string =>
  [product.title, Object.values(variant.options).join(' / ')].filter((part) => part !== '').join(' – ');

/** Where the shop's pages and pictures are. */
export interface ShopLinks {
  product(productId: string): string;
  image(itemId: string): string;
  /** Where a buyer finishes a quote by themselves. */
  basket(quoteId: string): string;
  /** Any other page, by its path in the shop. */
  page(path: string): string;
}

export const namedValues = (values: Readonly<Record<string, string>>): { name: string; value: string }[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

export const describeItem = ({ product, variant }: ShelfItem, links: ShopLinks): WireItem => ({
  id: variant.id,
  product_id: product.id,
  sku: variant.id.toUpperCase(),
  title: itemTitle(product, variant),
  url: links.product(product.id),
  image_urls: product.hasNoPicture === true ? [] : [links.image(variant.id)],
  options: namedValues(variant.options),
});
