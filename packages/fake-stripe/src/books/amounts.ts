import { refuse, refuseEarly, type Refusal } from '../refusal';

/** What the least digit of an amount must be a multiple of (https://docs.stripe.com/currencies, "Special cases"). */
const granularity: Readonly<Record<string, number>> = {
  ...{ bhd: 10, jod: 10, kwd: 10, omr: 10, tnd: 10 },
  ...{ isk: 100, ugx: 100 },
};

const MINIMUM_USD = 50;
const MAXIMUM = 99_999_999;

/** Why an amount cannot be charged or moved; `undefined` where it can. */
export function amountObstacle(amount: number, currency: string, param: string): Refusal | undefined {
  const step = granularity[currency] ?? 1;
  return amount % step === 0
    ? undefined
    : refuseEarly(`Amounts in ${currency} must be multiples of ${step}.`, {
        code: 'parameter_invalid_integer',
        param,
      });
}

/** Why a payment of that amount cannot be opened; `undefined` where it can. */
export function chargeObstacle(amount: number, currency: string): Refusal | undefined {
  if (currency === 'usd' && amount < MINIMUM_USD)
    return refuse('Amount must be at least $0.50 usd', { code: 'amount_too_small', param: 'amount' });
  if (amount > MAXIMUM)
    return refuse('Amount is larger than the largest that can be charged.', {
      code: 'amount_too_large',
      param: 'amount',
    });
  return amountObstacle(amount, currency, 'amount');
}
