import fc from 'fast-check';
import { allocate, currency, currencyCodes, exponentOf, money, parseDecimal, toDecimalString } from '../src';
import { USD } from './support/quotes';

const anyCurrency = fc.constantFrom(...currencyCodes);
const anyAmount = fc.maxSafeInteger();

describe('allocate', () => {
  const weights = fc.array(fc.oneof(fc.nat({ max: 100 }), fc.maxSafeNat()), { minLength: 1, maxLength: 20 });

  it('loses no unit, and gives each part at most one unit more or less than its exact share', () => {
    fc.assert(
      fc.property(anyAmount, weights, (amount, shares) => {
        const parts = allocate(money(amount, USD), shares);
        const whole = shares.reduce((sum, share) => sum + BigInt(share), 0n);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
        parts.forEach((part, index) => {
          const [weight, total] =
            whole === 0n ? [1n, BigInt(shares.length)] : [BigInt(shares[index] ?? 0), whole];
          const difference = BigInt(part) * total - BigInt(amount) * weight;
          expect(difference <= total && difference >= -total).toBe(true);
        });
      }),
    );
  });

  it('gives nothing to a weight of zero, unless all are', () => {
    expect(allocate(money(101, USD), [0, 1, 0, 1])).toEqual([0, 51, 0, 50]);
    expect(allocate(money(3, USD), [0, 0])).toEqual([2, 1]);
    expect(allocate(money(-5, USD), [0, 1, 1])).toEqual([0, -3, -2]);
    expect(allocate(money(5, USD), [])).toEqual([]);
  });

  it('refuses negative weights and amounts that are no integers', () => {
    expect(() => allocate(money(5, USD), [1, -1])).toThrow(RangeError);
    expect(() => allocate(money(5, USD), [0.5])).toThrow(RangeError);
    expect(() => money(0.5, USD)).toThrow(RangeError);
  });
});

describe('parseDecimal', () => {
  it('reads back what toDecimalString writes, in every currency', () => {
    fc.assert(
      fc.property(anyCurrency, anyAmount, (code, amount) => {
        expect(parseDecimal(toDecimalString(money(amount, code)), code)).toBe(amount);
      }),
    );
  });

  it.each([
    ['19.99', 'USD', 1999],
    ['19.9900', 'USD', 1999],
    [19.99, 'USD', 1999],
    ['1999', 'JPY', 1999],
    ['1999.00', 'JPY', 1999],
    ['1.999', 'KWD', 1999],
    ['-0.01', 'EUR', -1],
    ['-0', 'EUR', 0],
  ])('reads %p %s as %i', (text, code, amount) => {
    expect(parseDecimal(text, currency(code))).toBe(amount);
  });

  it.each([
    '',
    ' 1',
    '1e3',
    '1,000.00',
    '.5',
    '5.',
    '+1',
    '$5',
    'NaN',
    '0x10',
    '1.999',
    0.1 + 0.2,
    1e21,
    Infinity,
  ])('refuses %p', (text) => {
    expect(() => parseDecimal(text, USD)).toThrow(RangeError);
  });

  it('refuses what is finer than the minor unit or too large', () => {
    expect(() => parseDecimal('0.5', currency('JPY'))).toThrow(/more than the 0 decimal places/);
    expect(() => parseDecimal('90071992547409.92', USD)).toThrow(/too large/);
    expect(parseDecimal('90071992547409.91', USD)).toBe(Number.MAX_SAFE_INTEGER);
  });
});

it('knows the exponent of every currency', () => {
  expect(['JPY', 'USD', 'KWD', 'CLF'].map((code) => exponentOf(currency(code)))).toEqual([0, 2, 3, 4]);
});
