import type { Books } from '../books/books';
import { productOf } from '../books/orders';
import { allowsBackorders, isPurchasable, stockHolder, stockView, findProduct } from '../books/products';
import type { CartLine } from '../books/records/carts';
import type { Product } from '../books/records/catalogue';
import { RestFailure } from '../rest/rest';

/** Where nobody counts. */
const NO_LIMIT = 9_999;

export const productIn = (books: Books, line: CartLine): Product | undefined =>
  findProduct(books, line.variationId || line.productId);

/** What is left beyond what other orders hold. `undefined` where nobody counts, or more may be ordered than there is. */
export function remaining(books: Books, product: Product, ownOrderId?: number): number | undefined {
  const view = stockView(books, product);
  if (view.stock === null || allowsBackorders(view)) return undefined;
  return view.stock - held(books, product, ownOrderId);
}

function held(books: Books, product: Product, ownOrderId?: number): number {
  const holder = stockHolder(books, product).id;
  const now = books.now();
  let units = 0;
  for (const order of books.orders.values()) {
    if (order.id === ownOrderId || order.isStockReduced) continue;
    const holds =
      (order.holdsStockUntil !== null && order.holdsStockUntil > now) ||
      (books.shop.quirks.pendingOrdersHoldStock && order.status === 'pending');
    if (!holds) continue;
    for (const line of order.lines) {
      const sold = productOf(books, line);
      if (sold !== undefined && stockHolder(books, sold).id === holder) units += line.quantity;
    }
  }
  return units;
}

export interface QuantityLimits {
  readonly minimum: number;
  readonly maximum: number;
  readonly multiple_of: 1;
  readonly editable: boolean;
}

export function limitsOf(books: Books, product: Product, ownOrderId?: number): QuantityLimits {
  if (product.soldIndividually) return { minimum: 1, maximum: 1, multiple_of: 1, editable: false };
  const left = remaining(books, product, ownOrderId);
  return {
    minimum: 1,
    maximum: left === undefined || left <= 0 ? NO_LIMIT : left,
    multiple_of: 1,
    editable: true,
  };
}

export function lowStockRemaining(books: Books, product: Product, ownOrderId?: number): number | null {
  const { stock } = stockView(books, product);
  if (stock === null) return null;
  const left = stock - held(books, product, ownOrderId);
  return left <= Number(product.lowStockAmount ?? books.setting('woocommerce_notify_low_stock_amount'))
    ? Math.max(0, left)
    : null;
}

/** @throws RestFailure for what cannot go into the cart. */
export function mustBeAddable(books: Books, product: Product, quantity: number, inCart: number): void {
  const name = `&quot;${product.name}&quot;`;
  if (product.status === 'trash' || !isPurchasable(books, product))
    throw new RestFailure(
      400,
      'woocommerce_rest_product_not_purchasable',
      `${name} is not available for purchase.`,
    );
  if (product.soldIndividually && quantity + inCart > 1)
    throw new RestFailure(400, 'readonly_quantity', `The quantity of ${name} cannot be changed`);
  if (quantity <= 0)
    throw new RestFailure(
      400,
      'woocommerce_rest_product_invalid_quantity',
      `You cannot add ${name} with a quantity less than or equal to 0 to the cart.`,
    );
  if (stockView(books, product).status === 'outofstock')
    throw new RestFailure(
      400,
      'woocommerce_rest_product_out_of_stock',
      `You cannot add ${name} to the cart because the product is out of stock.`,
    );
  const left = remaining(books, product);
  if (left !== undefined && quantity + inCart > left)
    throw new RestFailure(
      400,
      'woocommerce_rest_product_partially_out_of_stock',
      `You cannot add that amount of ${name} to the cart because there is not enough stock (${left} remaining).`,
    );
}
