import fc from 'fast-check';
import {
  currency,
  itemId,
  optionId,
  type Currency,
  type FulfillmentOption,
  type Quote,
  type QuoteLine,
} from '../../src';

export const USD = currency('USD');

export const line = (over: Partial<QuoteLine> = {}, id = 'mug'): QuoteLine => ({
  item: { id: itemId(id), title: id, imageUrls: [], variantOptions: [] },
  quantity: 1,
  unitAmount: 1000,
  base: 1000,
  discount: 0,
  tax: 80,
  stock: { status: 'in_stock' },
  requiresShipping: true,
  ...over,
});

export const shipping = (id: string, net: number, tax = 0): FulfillmentOption => ({
  type: 'shipping',
  id: optionId(id),
  title: id,
  net,
  tax,
});

export const pickup = (id: string): FulfillmentOption => ({
  type: 'pickup',
  id: optionId(id),
  title: id,
  net: 0,
  tax: 0,
  location: {
    name: 'Shop',
    address: { name: 'Shop', lineOne: '1 High St', city: 'Springfield', country: 'US', postalCode: '62701' },
  },
});

/** A quote whose total is summed here, apart from the code under test. */
export function quote(over: Partial<Quote> = {}): Quote {
  const parts = {
    currency: USD,
    lines: [line()],
    unknownItems: [],
    options: [shipping('slow', 500, 40), shipping('fast', 900, 72)],
    chosenOption: optionId('slow'),
    appliedDiscounts: [],
    rejectedDiscounts: [],
    orderDiscount: 0,
    fees: [],
    pricesIncludeTax: false,
    addressRequired: true,
    messages: [],
    ...over,
  };
  return { total: sumOf(parts), ...parts };
}

export const withoutChoice = (quoted: Quote): Quote => {
  const { chosenOption: _chosen, total: _total, ...rest } = quoted;
  return { ...rest, total: sumOf(rest) };
};

export function sumOf(parts: Omit<Quote, 'total'>): number {
  let total = 0 - parts.orderDiscount;
  for (const { base, discount, tax } of parts.lines) total += base - discount + tax;
  for (const { net, tax } of parts.fees) total += net + tax;
  for (const { id, net, tax } of parts.options) if (id === parts.chosenOption) total += net + tax;
  return total;
}

const amount = fc.integer({ min: 0, max: 10_000_000 });

const arbitraryLine = (index: number): fc.Arbitrary<QuoteLine> =>
  fc
    .record({
      quantity: fc.integer({ min: 1, max: 99 }),
      net: amount,
      taxPercent: fc.constantFrom(0, 7, 19),
      discountPercent: fc.integer({ min: 0, max: 100 }),
      gross: fc.boolean(),
      requiresShipping: fc.boolean(),
      status: fc.constantFrom('in_stock', 'low_stock', 'out_of_stock', 'backorder'),
    })
    .map(({ quantity, net, taxPercent, discountPercent, gross, requiresShipping, status }) => {
      const base = quantity * net;
      const discount = Math.floor((base * discountPercent) / 100);
      const tax = Math.round(((base - discount) * taxPercent) / 100);
      const unitAmount = gross ? Math.round(net * (1 + taxPercent / 100)) : net;
      return line(
        { quantity, base, discount, tax, unitAmount, requiresShipping, stock: { status } },
        `item-${index}`,
      );
    });

const arbitraryOption = (index: number): fc.Arbitrary<FulfillmentOption> =>
  fc
    .record({ net: amount, tax: amount, type: fc.constantFrom('shipping', 'digital', 'pickup') })
    .map(({ net, tax, type }): FulfillmentOption => {
      const id = `option-${index}`;
      if (type === 'pickup') return { ...pickup(id), net, tax };
      if (type === 'digital') return { type, id: optionId(id), title: id, net, tax };
      return shipping(id, net, tax);
    });

const listOf = <T>(build: (index: number) => fc.Arbitrary<T>, min: number, max: number): fc.Arbitrary<T[]> =>
  fc.integer({ min, max }).chain((length) => fc.tuple(...Array.from({ length }, (_, index) => build(index))));

export const currencies = fc.constantFrom('USD', 'JPY', 'KWD').map((code): Currency => currency(code));

/** Any honest quote: net and gross prices, two, no and three decimal places. */
export const arbitraryQuote: fc.Arbitrary<Quote> = fc
  .record({
    currency: currencies,
    lines: listOf(arbitraryLine, 1, 5),
    options: listOf(arbitraryOption, 0, 4),
    chosen: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
    preferred: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
    discountPercent: fc.integer({ min: 0, max: 100 }),
    fees: fc.array(fc.record({ title: fc.constant('fee'), net: amount, tax: amount }), { maxLength: 2 }),
    pricesIncludeTax: fc.boolean(),
    addressRequired: fc.boolean(),
  })
  .map(({ chosen, preferred, discountPercent, ...rest }) => {
    const chosenOption = chosen === undefined ? undefined : rest.options[chosen]?.id;
    const defaultOption = preferred === undefined ? undefined : rest.options[preferred]?.id;
    const net = rest.lines.reduce((sum, { base, discount }) => sum + base - discount, 0);
    const parts = {
      ...rest,
      unknownItems: [],
      appliedDiscounts: [],
      rejectedDiscounts: [],
      messages: [],
      orderDiscount: Math.floor((net * discountPercent) / 100),
      ...(chosenOption === undefined ? {} : { chosenOption }),
      ...(defaultOption === undefined ? {} : { defaultOption }),
    };
    return { ...parts, total: sumOf(parts) };
  });
