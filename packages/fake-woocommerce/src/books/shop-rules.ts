import type { MoneyFormat } from '../core/money-text';
import { ratesFor, type Place, type TaxRate, type TaxRules } from '../core/tax';
import { CURRENCIES } from '../data/currencies';
import type { Books } from './books';

/** The shop's settings as the arithmetic wants them. */
export const taxRules = (books: Books): TaxRules => ({
  decimals: decimalsOf(books),
  pricesIncludeTax: books.setting('woocommerce_prices_include_tax') === 'yes' && taxes(books),
  roundAtSubtotal: books.setting('woocommerce_tax_round_at_subtotal') === 'yes',
});

export const taxes = (books: Books): boolean => books.setting('woocommerce_calc_taxes') === 'yes';
export const decimalsOf = (books: Books): number => Number(books.setting('woocommerce_price_num_decimals'));
export const currencyOf = (books: Books): string => books.setting('woocommerce_currency');
export const symbolOf = (currency: string): string => CURRENCIES.get(currency)?.[1] ?? currency;

export const moneyFormat = (books: Books): MoneyFormat => ({
  decimals: decimalsOf(books),
  decimalSeparator: books.setting('woocommerce_price_decimal_sep'),
  thousandSeparator: books.setting('woocommerce_price_thousand_sep'),
  position: books.setting('woocommerce_currency_pos') as MoneyFormat['position'],
  symbol: symbolOf(currencyOf(books)),
});

/** Named and numbered entities of currency symbols as the characters they stand for. */
export const decoded = (html: string): string =>
  html
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replaceAll(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&euro;', '€')
    .replaceAll('&pound;', '£')
    .replaceAll('&yen;', '¥')
    .replaceAll('&fnof;', 'ƒ')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');

export function basePlace(books: Books): Place {
  const [country = '', state = ''] = books.setting('woocommerce_default_country').split(':');
  return {
    country,
    state,
    postcode: books.setting('woocommerce_store_postcode'),
    city: books.setting('woocommerce_store_city'),
  };
}

export const ratesAt = (books: Books, place: Place, taxClass: string): readonly TaxRate[] =>
  taxes(books) ? ratesFor(books.shop.tax_rates, place, taxClass) : [];

/** Slugs of the classes beside the standard one, in the shop's order: by name. */
export const taxClassSlugs = (books: Books): readonly string[] =>
  books.shop.tax_classes
    .filter(({ slug }) => slug !== 'standard')
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ slug }) => slug);

export const rateById = (books: Books, id: number): TaxRate | undefined =>
  books.shop.tax_rates.find((rate) => rate.id === id);

/** e.g. `US-CA-CA SALES TAX-1`. */
export const rateCode = (rate: TaxRate): string =>
  [rate.country, rate.state, rate.name || 'TAX', String(rate.priority)]
    .filter((part) => part !== '')
    .join('-')
    .toUpperCase();
