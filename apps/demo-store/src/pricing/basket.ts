import type { WireQuote, WireQuoteRequest } from '@acp-hub/store-contract';
import type { ShelfItem, ShopLinks } from '../catalogue/shelf-item';
import type { Merchant } from '../merchant';

export interface BasketLine {
  readonly shelfItem: ShelfItem;
  readonly quantity: number;
}

/** All that a price depends on. */
export interface Basket {
  readonly merchant: Merchant;
  readonly lines: readonly BasketLine[];
  readonly unknownItems: string[];
  readonly request: Pick<WireQuoteRequest, 'coupons' | 'address' | 'option_id'>;
  readonly links: ShopLinks;
  readonly now: Date;
  /** How often each code has been used. */
  readonly couponUses: ReadonlyMap<string, number>;
}

export type PricedBasket = Omit<WireQuote, 'quote_id' | 'expires_at'>;

export const needsShipping = ({ shelfItem }: BasketLine): boolean => shelfItem.product.digital !== true;
