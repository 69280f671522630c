import type { WireAddress, WireQuoteLine } from '@acp-hub/store-contract';
import { describeItem, stockOf, unitPrice } from '../catalogue/shelf-item';
import { needsShipping, type Basket, type BasketLine } from './basket';
import { applyCoupons, type Discounts } from './discounts';
import { takeApart } from './tax';

interface PricedLines {
  readonly lines: WireQuoteLine[];
  readonly discounts: Pick<Discounts, 'applied' | 'rejected'>;
  /** Goods after discounts, as the shop shows prices. */
  readonly goods: number;
}

/** Prices the goods: discounts come off the shown price, tax is taken on what is left. */
export function priceLines(basket: Basket, supply: WireAddress | undefined): PricedLines {
  const { currency, coupons, pricesIncludeTax, taxes } = basket.merchant;
  const shelf = basket.lines.map((line) => {
    const { product, variant, state } = line.shelfItem;
    const rate = taxes.rateOf(product.taxClass, supply);
    const parts = (shown: number) => takeApart(shown, rate, pricesIncludeTax);
    const shown = unitPrice(state) * line.quantity;
    const netOf = (amount: number) => parts(amount).net;
    return { line, parts, netOf, shown, itemId: variant.id, productId: product.id };
  });
  const rules = { coupons, currency, now: basket.now, uses: basket.couponUses };
  const { remaining, applied, rejected } = applyCoupons(basket.request.coupons, shelf, rules);

  const priceLine = (line: BasketLine, base: number, { net, tax }: ReturnType<typeof takeApart>) => ({
    item: describeItem(line.shelfItem, basket.links),
    quantity: line.quantity,
    unit_amount: unitPrice(line.shelfItem.state),
    base,
    discount: base - net,
    tax,
    total: net + tax,
    stock: stockOf(line.shelfItem.state),
    requires_shipping: needsShipping(line),
  });
  return {
    lines: shelf.map(({ line, parts, netOf, shown }, index) =>
      priceLine(line, netOf(shown), parts(remaining[index] ?? shown)),
    ),
    discounts: { applied, rejected },
    goods: remaining.reduce((sum, amount) => sum + amount, 0),
  };
}
