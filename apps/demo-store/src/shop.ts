import { EventEmitter } from 'node:events';
import type { Books } from './books/books';
import type { ShopLinks } from './catalogue/shelf-item';
import type { Clock } from './clock';
import type { Merchant } from './merchant';

/** A merchant open for business: what every use case of the shop works with. */
export interface Shop {
  readonly merchant: Merchant;
  readonly books: Books;
  readonly clock: Clock;
  readonly links: ShopLinks;
  /** Shared with the hub; signs in both directions. */
  readonly secret: string;
  /** How long an unpaid order keeps its stock. */
  readonly holdMinutes: number;
  readonly quoteMinutes: number;
  /** Products or orders on a page, where the caller does not say. */
  readonly pageSize: number;
  /** Where events go; without one the shop keeps none. */
  eventsUrl: string | undefined;
  /** Emits `order` after every change of an order, `product` after one of the back office's to a product. */
  readonly changed: EventEmitter<{ order: []; product: [] }>;
}

export const newShop = (parts: Omit<Shop, 'changed'>): Shop => ({
  ...parts,
  changed: new EventEmitter<{ order: []; product: [] }>().setMaxListeners(0),
});
