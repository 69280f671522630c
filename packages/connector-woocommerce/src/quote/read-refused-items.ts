import { messagePaths, type ItemId, type Message, type QuoteLine, type Stock } from '@acp-hub/commerce';
import type { Variant } from '@acp-hub/connector';
import { getVariants } from '../catalogue/get-variants';
import type { RestRefusal } from '../rest/rest-request';
import type { Shop } from '../shop/shop';
import { refusedLine } from './read-lines';
import type { WantedItem } from './wanted';

/** What the shop does not sell, or not in this form. */
const UNKNOWN = new Set([
  'woocommerce_rest_cart_invalid_product',
  'woocommerce_rest_product_not_purchasable',
  'woocommerce_rest_variation_id_from_variation_data',
  'woocommerce_rest_missing_variation_data',
  'woocommerce_rest_invalid_variation_data',
  'woocommerce_rest_cart_invalid_parent_product',
]);
const OUT_OF_STOCK = 'woocommerce_rest_product_out_of_stock';
const SHORT_OF_STOCK = 'woocommerce_rest_product_partially_out_of_stock';

export interface RefusedItems {
  readonly lines: ReadonlyMap<ItemId, QuoteLine>;
  readonly unknown: ReadonlySet<ItemId>;
  /** By item: a rule of the shop that is none of stock, in its own words. */
  readonly rules: ReadonlyMap<ItemId, string>;
}

/** What became of items that the shop did not let into the cart; asks the catalogue only where there are any. */
export async function readRefusedItems(
  shop: Shop,
  items: readonly WantedItem[],
  refused: ReadonlyMap<ItemId, RestRefusal>,
): Promise<RefusedItems> {
  const known = items.filter(({ itemId }) => {
    const refusal = refused.get(itemId);
    return refusal !== undefined && !UNKNOWN.has(refusal.code);
  });
  const variants =
    known.length === 0
      ? []
      : await getVariants(
          shop,
          known.map(({ itemId }) => itemId),
        );
  const lines = new Map<ItemId, QuoteLine>();
  const rules = new Map<ItemId, string>();
  for (const wanted of known) {
    const variant = variants.find(({ id }) => id === wanted.itemId);
    const refusal = refused.get(wanted.itemId);
    if (variant === undefined || refusal === undefined) continue;
    lines.set(
      wanted.itemId,
      refusedLine(variant, wanted, stockAfter(refusal.code, variant, wanted.quantity)),
    );
    if (![OUT_OF_STOCK, SHORT_OF_STOCK].includes(refusal.code)) rules.set(wanted.itemId, refusal.message);
  }
  const unknown = new Set([...refused.keys()].filter((id) => !lines.has(id)));
  return { lines, unknown, rules };
}

/** The cart's word on stock stands above the catalogue's: others may hold what is left. */
function stockAfter(code: string, { stock }: Variant, quantity: number): Stock {
  switch (code) {
    case OUT_OF_STOCK:
      return { status: 'out_of_stock', available: 0 };
    case SHORT_OF_STOCK:
      return { status: 'low_stock', available: Math.min(stock.available ?? quantity - 1, quantity - 1) };
    default:
      return stock;
  }
}

/** Rules such as a largest quantity, about their lines. */
export const ruleMessages = (rules: RefusedItems['rules'], lines: readonly QuoteLine[]): Message[] =>
  lines.flatMap(({ item }, index): Message[] => {
    const rule = rules.get(item.id);
    const param = messagePaths.line(index);
    return rule === undefined
      ? []
      : [{ type: 'error', code: 'quantity_exceeded', param, content: rule, contentType: 'plain' }];
  });
