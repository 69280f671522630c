import type { Books } from '../books/books';
import { gmt, local } from '../core/shop-time';

/** A date as wc/v3 shows it: the shop's time and GMT. */
export const dates = (books: Books, name: string, at: number | null): Record<string, string | null> => ({
  [name]: at === null ? null : local(at, books.shop.timezone),
  [`${name}_gmt`]: at === null ? null : gmt(at),
});
