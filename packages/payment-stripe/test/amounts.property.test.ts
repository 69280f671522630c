import fc from 'fast-check';
import { currency, currencyCodes, exponentOf, money, type Currency } from '@acp-hub/commerce';
import { floorOfStripeAmount, fromStripeAmount, toStripeAmount } from '../src/amounts';

const anyMoney = fc
  .tuple(fc.nat(99_999_999), fc.constantFrom(...currencyCodes))
  .map(([amount, code]) => money(amount, code));

/** Decimal digits that Stripe's unit has, written down from https://docs.stripe.com/currencies and not from the code. */
const zeroDecimal = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');
const threeDecimal = 'BHD JOD KWD OMR TND'.split(' ');

it('is exact or refused, and comes back as it went', () => {
  fc.assert(
    fc.property(anyMoney, (amount) => {
      const sent = toStripeAmount(amount);
      if (sent.ok) expect(fromStripeAmount(sent.amount, amount.currency.toLowerCase())).toEqual(amount);
      else expect(sent.error).toMatchObject({ reason: 'amount_out_of_range', outcome: 'not_applied' });
    }),
  );
});

it.each([
  ...zeroDecimal.map((code) => [code, 0] as const),
  ...threeDecimal.map((code) => [code, 3] as const),
  ...['USD', 'EUR', 'GBP', 'HUF', 'TWD', 'ISK', 'UGX'].map((code) => [code, 2] as const),
])('counts ten whole %s with %d decimals', (code, decimals) => {
  const whole = money(10 * 10 ** exponentOf(currency(code)), currency(code));
  expect(toStripeAmount(whole)).toEqual({ ok: true, amount: 10 * 10 ** decimals });
});

it('sends only what Stripe takes of the currencies with rules of their own', () => {
  const step: Readonly<Record<string, number>> = {
    ...Object.fromEntries(threeDecimal.map((code) => [code, 10])),
    ISK: 100,
    UGX: 100,
  };
  fc.assert(
    fc.property(fc.nat(9_999_999), fc.constantFrom(...Object.keys(step)), (amount, code) => {
      const sent = toStripeAmount(money(amount, code as Currency));
      if (sent.ok) expect(sent.amount % (step[code] ?? 1)).toBe(0);
    }),
  );
});

it('reads a limit as no more than it is', () => {
  fc.assert(
    fc.property(fc.nat(99_999_999), fc.constantFrom(...currencyCodes), (limit, code) => {
      const floor = floorOfStripeAmount(limit, code);
      expect(Number.isSafeInteger(floor)).toBe(true);
      const sent = toStripeAmount(money(floor, code));
      if (sent.ok) expect(sent.amount).toBeLessThanOrEqual(limit);
    }),
  );
});

it('knows no currency outside ISO 4217', () => {
  expect(() => fromStripeAmount(1, 'zzz')).toThrow(RangeError);
});
