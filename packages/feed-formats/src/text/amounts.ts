import { exponentOf, type Money } from '@acp-hub/commerce';

/** `79.99 USD`, `1999 JPY`, `1.999 KWD`: major units with the currency's own decimals. */
export function priceText({ amount, currency }: Money): string {
  const exponent = exponentOf(currency);
  if (exponent === 0) return `${amount} ${currency}`;
  const digits = String(amount).padStart(exponent + 1, '0');
  const point = digits.length - exponent;
  return `${digits.slice(0, point)}.${digits.slice(point)} ${currency}`;
}

const SHORT_DECIMAL = /^-?\d+\.\d{1,6}$/;

/** A plain decimal without exponent, at most six places. */
export function decimalText(value: number): string {
  const text = String(value);
  if (Number.isInteger(value) || SHORT_DECIMAL.test(text)) return text;
  return value.toFixed(6).replace(/\.?0+$/, '');
}

/** `A > B > C` */
export const categoryText = (path: readonly string[]): string | undefined =>
  path.length === 0 ? undefined : path.map((part) => part.replaceAll('>', '›')).join(' > ');

/** In lists that are separated by commas, an address has none of its own. */
export const withoutCommas = (address: string): string => address.replaceAll(',', '%2C');
