import { decimal } from '../core/decimal';
import type { Books } from './books';
import type { Product } from './records/catalogue';
import { statusAt } from './set-up';

export const findProduct = (books: Books, id: number): Product | undefined => books.products.get(String(id));

export const variationsOf = (books: Books, parentId: number): readonly Product[] =>
  books.products
    .variationsOf(parentId)
    .filter(({ status }) => status !== 'trash')
    .toSorted((a, b) => a.id - b.id);

export function isOnSaleNow(product: Product, now: number): boolean {
  if (product.salePrice === '') return false;
  const { saleFrom, saleTo } = product;
  return (saleFrom === null || now >= saleFrom) && (saleTo === null || now <= saleTo);
}

/** What one costs now, '' where nothing says so. */
export const ownPrice = (product: Product, now: number): string =>
  isOnSaleNow(product, now) ? product.salePrice : product.regularPrice;

export interface PriceView {
  readonly price: string;
  readonly isOnSale: boolean;
  /** Lowest and highest, where they are several. */
  readonly prices: readonly string[];
  readonly regularPrices: readonly string[];
}

/** Of a variable or grouped product, that of its parts. */
export function priceView(books: Books, product: Product): PriceView {
  const now = books.now();
  const parts = partsOf(books, product);
  if (parts === undefined) {
    const price = ownPrice(product, now);
    return {
      price,
      isOnSale: isOnSaleNow(product, now),
      prices: [price],
      regularPrices: [product.regularPrice],
    };
  }
  const ascending = (prices: readonly string[]) =>
    prices.filter((price) => price !== '').toSorted((a, b) => decimal(a).cmp(b));
  const prices = ascending(parts.map((part) => ownPrice(part, now)));
  return {
    price: prices[0] ?? '',
    isOnSale: parts.some((part) => isOnSaleNow(part, now)),
    prices,
    regularPrices: ascending(parts.map(({ regularPrice }) => regularPrice)),
  };
}

function partsOf(books: Books, product: Product): readonly Product[] | undefined {
  if (product.type === 'variable')
    return variationsOf(books, product.id).filter(({ status }) => status === 'publish');
  if (product.type === 'grouped')
    return product.groupedProducts.flatMap((id) => findProduct(books, id) ?? []);
  return undefined;
}

/** The product whose stock counts: a variation's own, or its parent's where only that counts. */
export function stockHolder(books: Books, product: Product): Product {
  if (product.managesStock || product.type !== 'variation') return product;
  const parent = findProduct(books, product.parentId);
  return parent?.managesStock ? parent : product;
}

export interface StockView {
  readonly manages: boolean | 'parent';
  readonly stock: number | null;
  readonly status: Product['stockStatus'];
  readonly backorders: Product['backorders'];
}

export function stockView(books: Books, product: Product): StockView {
  const holder = stockHolder(books, product);
  const isParents = holder.id !== product.id;
  return {
    manages: isParents ? 'parent' : product.managesStock,
    stock: holder.managesStock ? holder.stock : null,
    status:
      product.type === 'variable' && !product.managesStock ? bestStatus(books, product) : holder.stockStatus,
    backorders: holder.backorders,
  };
}

function bestStatus(books: Books, product: Product): Product['stockStatus'] {
  const statuses = variationsOf(books, product.id).map((variation) => stockView(books, variation).status);
  if (statuses.length === 0) return 'outofstock';
  return statuses.includes('instock')
    ? 'instock'
    : statuses.includes('onbackorder')
      ? 'onbackorder'
      : 'outofstock';
}

export const allowsBackorders = ({ backorders, manages }: StockView): boolean =>
  manages !== false && backorders !== 'no';

export function isPurchasable(books: Books, product: Product): boolean {
  if (product.type === 'external' || product.type === 'grouped') return false;
  if (product.type === 'variation') {
    const parent = findProduct(books, product.parentId);
    return (
      parent !== undefined &&
      parent.status === 'publish' &&
      product.status === 'publish' &&
      ownPrice(product, books.now()) !== ''
    );
  }
  return product.status === 'publish' && priceView(books, product).price !== '';
}

/** Writes a product back, dated now; a variation's change is its parent's too. */
export function saveProduct(books: Books, product: Product): Product {
  const now = books.now();
  const saved = { ...product, modified: now };
  books.products.set(String(product.id), saved);
  const parent = product.type === 'variation' ? findProduct(books, product.parentId) : undefined;
  if (parent !== undefined) books.products.set(String(parent.id), { ...parent, modified: now });
  return saved;
}

/** Moves a counted stock. @returns what it was and is; `undefined` where nobody counts. */
export function moveStock(
  books: Books,
  product: Product,
  by: number,
): { readonly from: number; readonly to: number } | undefined {
  const holder = stockHolder(books, product);
  if (!holder.managesStock) return undefined;
  const from = holder.stock ?? 0;
  const to = from + by;
  saveProduct(books, { ...holder, stock: to, stockStatus: statusAt(to, holder.backorders) });
  books.announce('product.updated', holder.id);
  return { from, to };
}
