import { decimal, roundHalfUp, type Decimal } from './decimal';

export interface MoneyFormat {
  readonly decimals: number;
  readonly decimalSeparator: string;
  readonly thousandSeparator: string;
  readonly position: 'left' | 'right' | 'left_space' | 'right_space';
  /** As HTML, e.g. "&#36;". */
  readonly symbol: string;
}

/** wc_format_decimal: dots, as many places as asked for. */
export const plain = (amount: string | number | Decimal, places: number): string =>
  roundHalfUp(decimal(amount), places)
    .toFixed(places)
    .replace(/^-(0(\.0*)?)$/, '$1');

/** Without zeros at the end. */
export const trimmed = (amount: Decimal, places: number): string => roundHalfUp(amount, places).toFixed();

/** The Store API's integers in a string. */
export const minorUnits = (cents: Decimal): string => roundHalfUp(cents).toFixed(0).replace(/^-0$/, '0');

export function grouped(amount: string | Decimal, format: MoneyFormat): string {
  const [whole = '0', places] = plain(amount, format.decimals).split('.');
  const withGroups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, format.thousandSeparator);
  return places === undefined ? withGroups : `${withGroups}${format.decimalSeparator}${places}`;
}

/** e.g. `&#036;100.00`, as messages show it. */
export const withSymbol = (amount: string | Decimal, format: MoneyFormat): string =>
  placed(grouped(amount, format), threeDigits(format.symbol), format, '&nbsp;');

export const threeDigits = (symbol: string): string => symbol.replace('&#36;', '&#036;');

export function placed(number: string, symbol: string, { position }: MoneyFormat, space = '&nbsp;'): string {
  switch (position) {
    case 'left':
      return `${symbol}${number}`;
    case 'right':
      return `${number}${symbol}`;
    case 'left_space':
      return `${symbol}${space}${number}`;
    case 'right_space':
      return `${number}${space}${symbol}`;
  }
}

export interface PriceHtmlStyle {
  readonly format: MoneyFormat;
  /** wc/v3 wraps amounts in `<bdi>` and keeps the symbol as it is; the Store API does neither. */
  readonly isRest: boolean;
}

export function amountHtml(amount: string, { format, isRest }: PriceHtmlStyle, hidden = false): string {
  const symbol = `<span class="woocommerce-Price-currencySymbol">${isRest ? format.symbol : threeDigits(format.symbol)}</span>`;
  const inner = placed(grouped(amount, format), symbol, format);
  const open = `<span class="woocommerce-Price-amount amount"${hidden ? ' aria-hidden="true"' : ''}>`;
  return `${open}${isRest ? `<bdi>${inner}</bdi>` : inner}</span>`;
}

export const saleHtml = (regular: string, sale: string, style: PriceHtmlStyle): string =>
  `<del aria-hidden="true">${amountHtml(regular, style)}</del> ` +
  `<span class="screen-reader-text">Original price was: ${withSymbol(regular, style.format)}.</span>` +
  `<ins aria-hidden="true">${amountHtml(sale, style)}</ins>` +
  `<span class="screen-reader-text">Current price is: ${withSymbol(sale, style.format)}.</span>`;

export function rangeHtml(from: string, to: string, style: PriceHtmlStyle): string {
  const spoken = (amount: string) =>
    style.isRest
      ? placed(grouped(amount, style.format), style.format.symbol, style.format)
      : withSymbol(amount, style.format);
  return (
    `${amountHtml(from, style, true)} <span aria-hidden="true">&ndash;</span> ${amountHtml(to, style, true)}` +
    `<span class="screen-reader-text">Price range: ${spoken(from)} through ${spoken(to)}</span>`
  );
}
