import { quote, quoteRequest, quoteSumProblems, type WireQuote } from '../src';
import { soundQuote } from './samples';

test('a sound quote parses and adds up', () => {
  expect(quote.parse(soundQuote())).toEqual(soundQuote());
  expect(quoteSumProblems(soundQuote())).toEqual([]);
});

test.each<[string, (draft: WireQuote) => void, string]>([
  ['line total', (draft) => (draft.lines[0]!.total += 1), 'line a: base − discount + tax = total'],
  [
    'allocation of another line',
    (draft) => (draft.discounts.applied[0]!.allocations[0] = { target: 'item', item_id: 'b', amount: 200 }),
    'line a: discount = what discounts allocate to it',
  ],
  [
    'discount amount',
    (draft) => (draft.discounts.applied[0]!.amount += 1),
    'discount 10% off = Σ its allocations',
  ],
  ['items_base', (draft) => (draft.totals.items_base += 1), 'items_base = Σ line base'],
  ['items_discount', (draft) => (draft.totals.items_discount += 1), 'items_discount = Σ line discount'],
  ['subtotal', (draft) => (draft.totals.subtotal += 1), 'subtotal = items_base − items_discount'],
  ['order discount', (draft) => (draft.totals.discount += 1), 'discount = Σ allocations to the order'],
  ['fulfillment', (draft) => delete draft.chosen_option_id, 'fulfillment = net of the chosen option'],
  ['fee', (draft) => draft.fees.push({ title: 'Small order', net: 50, tax: 0 }), 'fee = Σ fees'],
  ['tax', (draft) => (draft.totals.tax -= 1), 'tax = Σ tax of lines, option and fees'],
  ['total', (draft) => (draft.totals.total -= 1), 'total = subtotal − discount + fulfillment + fee + tax'],
])('a wrong %s is named', (_name, damage, problem) => {
  const draft = soundQuote();
  damage(draft);
  expect(quoteSumProblems(draft).join('\n')).toContain(`${problem} does not hold`);
});

const request = { items: [{ id: 'a', quantity: 1 }], coupons: [] };

test('fields a later version adds are ignored', () => {
  expect(quoteRequest.parse({ ...request, gift_wrap: true })).toEqual(request);
});

test.each<[string, object, (string | number)[]]>([
  ['no items', { items: [] }, ['items']],
  ['quantity 0', { items: [{ id: 'a', quantity: 0 }] }, ['items', 0, 'quantity']],
  ['quantity 1.5', { items: [{ id: 'a', quantity: 1.5 }] }, ['items', 0, 'quantity']],
  ['a quantity beyond all reason', { items: [{ id: 'a', quantity: 1e12 }] }, ['items', 0, 'quantity']],
  ['an empty id', { items: [{ id: '', quantity: 1 }] }, ['items', 0, 'id']],
  ['a currency nobody has', { currency: 'XYZ' }, ['currency']],
  ['a currency in lower case', { currency: 'usd' }, ['currency']],
  ['a country by name', { address: { country: 'Germany' } }, ['address', 'country']],
])('%s is refused with its place', (_name, change, path) => {
  const result = quoteRequest.safeParse({ ...request, ...change });
  expect(result.error?.issues.map((issue) => issue.path)).toContainEqual(path);
});

test('money is never a fraction', () => {
  const draft = soundQuote();
  draft.totals.total = 35.81;
  expect(quote.safeParse(draft).error?.issues[0]?.path).toEqual(['totals', 'total']);
});
