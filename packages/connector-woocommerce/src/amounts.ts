import { exponentOf, money, type Currency, type Money } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import Big from 'big.js';
import { z } from 'zod';

/** A decimal amount as WooCommerce writes it; some plugins turn it into a number. */
export const decimal = z.union([z.string(), z.number()]).transform(String);

const PLAIN = /^-?\d+(?:\.\d+)?$/;

/** `undefined` where there is no amount: the price of what has none is the empty string. */
export function readDecimal(value: string, currency: Currency): number | undefined {
  if (!PLAIN.test(value)) return undefined;
  // WooCommerce keeps what is entered, and shows and charges it rounded half up.
  const minor = new Big(value).times(new Big(10).pow(exponentOf(currency))).round(0, Big.roundHalfUp);
  return minor.toNumber() + 0;
}

export const readPrice = (value: string, currency: Currency): Money | undefined => {
  const amount = readDecimal(value, currency);
  return amount === undefined || amount < 0 ? undefined : money(amount, currency);
};

/**
 * An amount of the Store API, `"1999"` in the shop's own number of decimals, in minor units of the currency.
 * @throws ConnectorError `config` where the shop counts in fractions that its currency does not have.
 */
export function readMinor(value: string | number | null, minorUnit: number, currency: Currency): number {
  if (value === null || value === '') return 0;
  const exact = new Big(value).times(new Big(10).pow(exponentOf(currency) - minorUnit));
  if (!exact.eq(exact.round(0, Big.roundDown)))
    throw new ConnectorError(
      { kind: 'config' },
      `The shop counts ${currency} with ${minorUnit} decimals, and it has ${exponentOf(currency)}: set the number of decimals under WooCommerce → Settings → General.`,
      'not_applied',
    );
  return exact.toNumber() + 0;
}

/** What a sum is written as in `wc/v3` and in the proof of payment. */
export const writeDecimal = (amount: number, currency: Currency): string =>
  new Big(amount).div(new Big(10).pow(exponentOf(currency))).toFixed(exponentOf(currency));
