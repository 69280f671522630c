import { compact, type Currency, type ItemId, type QuoteLine, type Stock } from '@acp-hub/commerce';
import type { Variant } from '@acp-hub/connector';
import { readMinor } from '../amounts';
import { plainLine } from '../plain-text';
import type { Cart, CartItem } from '../storefront/cart';
import type { WantedItem } from './wanted';

/** What the Store API writes where there is no limit. */
const NO_LIMIT = 9999;

function stockOf({
  low_stock_remaining: low,
  show_backorder_badge,
  quantity_limits: limits,
}: CartItem): Stock {
  if (show_backorder_badge) return { status: 'backorder' };
  if (typeof low === 'number') return { status: 'low_stock', available: low };
  const maximum = limits?.maximum ?? NO_LIMIT;
  return { status: 'in_stock', ...(maximum < NO_LIMIT && { available: maximum }) };
}

/** What has to travel stands in a package; before there is an address there may be none. */
export const requiresShipping = (cart: Cart, { key }: Pick<CartItem, 'key'>): boolean =>
  cart.needs_shipping &&
  (cart.shipping_rates.length === 0 ||
    cart.shipping_rates.some(({ items }) => items.length === 0 || items.some((item) => item.key === key)));

/** A line of the cart: net as WooCommerce counted it, tax beside it. */
export function readLine(cart: Cart, item: CartItem, wanted: WantedItem, currency: Currency): QuoteLine {
  const amount = (value: string | number) => readMinor(value, cart.totals.currency_minor_unit, currency);
  const { line_subtotal: base, line_total: net, line_total_tax: tax } = item.totals;
  return {
    item: compact({
      id: wanted.itemId,
      sku: item.sku === '' ? undefined : item.sku,
      title: plainLine(item.name),
      url: item.permalink === '' ? undefined : item.permalink,
      imageUrls: item.images.map(({ src }) => src),
      variantOptions: item.variation.map(({ attribute, value }) => ({
        name: plainLine(attribute),
        value: plainLine(value),
      })),
    }),
    quantity: item.quantity,
    unitAmount: amount(item.prices.price),
    base: amount(base),
    discount: amount(base) - amount(net),
    tax: amount(tax),
    stock: stockOf(item),
    requiresShipping: requiresShipping(cart, item),
  };
}

/** A line the shop did not let into the cart: shown with its price and why it cannot be bought, and not summed. */
export const refusedLine = (variant: Variant, { quantity }: WantedItem, stock: Stock): QuoteLine => ({
  item: compact({
    id: variant.id,
    productId: variant.productId,
    sku: variant.sku,
    title: variant.title,
    url: variant.url,
    imageUrls: variant.imageUrls,
    variantOptions: variant.options,
  }),
  quantity,
  unitAmount: (variant.salePriceFrom === undefined ? (variant.salePrice ?? variant.price) : variant.price)
    .amount,
  base: 0,
  discount: 0,
  tax: 0,
  stock,
  requiresShipping: variant.requiresShipping,
});

export type LinesById = ReadonlyMap<ItemId, QuoteLine>;
