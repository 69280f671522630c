import { exponentOf, parseCurrency } from '@acp-hub/commerce';

/** An amount for people: 1999 USD is `$19.99`. An unknown currency is shown in minor units. */
export function formatAmount(minorUnits: number, code: string): string {
  const currency = parseCurrency(code);
  if (currency === undefined) return `${minorUnits} ${code}`;
  const digits = exponentOf(currency);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minorUnits / 10 ** digits);
}
