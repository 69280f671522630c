import { exponentOf, money, parseCurrency, type Currency, type Money } from '@acp-hub/commerce';
import type { PaymentWriteError } from '@acp-hub/payment';

/** Currencies that Stripe counts in other units than ISO 4217 does (https://docs.stripe.com/currencies). */
const stripeExponents: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Three-decimal currencies end in 0, and what is only written with two decimals ends in 00. */
const steps: Readonly<Record<string, number>> = {
  ...{ BHD: 10, JOD: 10, KWD: 10, OMR: 10, TND: 10 },
  ...{ ISK: 100, UGX: 100 },
};

const exponentAtStripe = (currency: Currency): number => stripeExponents[currency] ?? exponentOf(currency);

export type StripeAmount =
  { readonly ok: true; readonly amount: number } | { readonly ok: false; readonly error: PaymentWriteError };

/**
 * The amount in Stripe's smallest unit. What Stripe cannot charge exactly is refused, never rounded: the buyer
 * accepted one total, and the order says that one.
 */
export function toStripeAmount({ amount, currency }: Money): StripeAmount {
  const shift = exponentAtStripe(currency) - exponentOf(currency);
  const exact = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift;
  const step = steps[currency] ?? 1;
  if (Number.isSafeInteger(exact) && exact % step === 0) return { ok: true, amount: exact };
  return {
    ok: false,
    error: {
      kind: 'rejected',
      reason: 'amount_out_of_range',
      message: `Stripe cannot charge ${amount} minor units of ${currency}: it takes multiples of ${step * 10 ** Math.max(0, -shift)}.`,
      outcome: 'not_applied',
    },
  };
}

/** @throws RangeError on a currency outside ISO 4217, or an amount that is no whole number of its minor units. */
export function fromStripeAmount(amount: number, code: string): Money {
  const currency = parseCurrency(code);
  if (currency === undefined) throw new RangeError(`Stripe names an unknown currency: ${code}.`);
  const shift = exponentOf(currency) - exponentAtStripe(currency);
  return money(shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift, currency);
}

/** A limit in Stripe's unit as whole minor units: what is left over buys nothing. */
export function floorOfStripeAmount(amount: number, currency: Currency): number {
  const shift = exponentOf(currency) - exponentAtStripe(currency);
  return shift >= 0 ? amount * 10 ** shift : Math.floor(amount / 10 ** -shift);
}
