import type { Books } from '../books/books';
import { decimalsOf, ratesAt } from '../books/shop-rules';
import { decimal, type Decimal } from '../core/decimal';
import { taxOnTop, type Place, type Taxes } from '../core/tax';

/** Cents. */
export interface CartFee {
  readonly name: string;
  readonly total: Decimal;
  readonly taxes: Taxes;
}

/** What a plugin adds to every cart that holds anything. */
export function feesOf(books: Books, place: Place): readonly CartFee[] {
  const cents = decimal(10).pow(decimalsOf(books));
  return books.shop.quirks.fees.map(({ name, amount, taxable }) => {
    const total = decimal(amount).times(cents);
    return { name, total, taxes: taxable ? taxOnTop(total, ratesAt(books, place, '')) : new Map() };
  });
}
