import { numberAt, objectsAt, pick } from '../../json/read';
import type { Json } from '../../json/json';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { open, openReady, type Opened } from '../steps';
import { ensure, required } from '../verdict';

const SCHEMA = 'acp schema Total; RFC agentic_checkout §5';

/** A session with three of the item, ready for payment, so that every kind of amount is in it. */
function priced(context: CheckContext): Promise<Opened> {
  const id = required(context.data.items.inStock, 'an item in stock (--item)');
  return openReady(context, { items: [{ id, quantity: 3 }] });
}

const lines: Check = {
  id: 'totals.lines',
  sentence: 'adds up each line: base − discount = subtotal, subtotal + tax = total',
  source: SCHEMA,
  async run(context) {
    const { session, exchange } = await priced(context);
    for (const { id, amounts } of session.lines) {
      const { base, discount, subtotal, tax, total } = amounts;
      ensure(
        base !== undefined && subtotal !== undefined && total !== undefined,
        `line ${id} lacks an amount`,
        exchange,
      );
      ensure(base - discount === subtotal, `line ${id}: ${base} − ${discount} is not ${subtotal}`, exchange);
      ensure(subtotal + tax === total, `line ${id}: ${subtotal} + ${tax} is not ${total}`, exchange);
    }
  },
};

const session: Check = {
  id: 'totals.session',
  sentence: 'adds up the session: subtotal − discount + fulfillment + tax + fees − credit = total',
  source: SCHEMA,
  async run(context) {
    const { session: view, exchange } = await priced(context);
    const sum = (type: string) => view.totals.get(type) ?? 0;
    const total = view.totals.get('total');
    ensure(total !== undefined, 'there is no total', exchange);
    if (view.totals.has('items_base_amount'))
      ensure(
        sum('items_base_amount') - sum('items_discount') === sum('subtotal'),
        `${sum('items_base_amount')} − ${sum('items_discount')} is not ${sum('subtotal')}`,
        exchange,
      );
    const added = ['fulfillment', 'tax', 'fee', 'gift_wrap', 'tip']
      .map(sum)
      .reduce((a, b) => a + b, sum('subtotal'));
    const due = added - sum('discount') - sum('store_credit');
    ensure(due === total, `the parts come to ${due}, the total says ${total}`, exchange);
  },
};

const sumOfLines: Check = {
  id: 'totals.sum-of-lines',
  sentence: 'has the sum of all lines as its items base amount',
  source: SCHEMA,
  async run(context) {
    const { session: view, exchange } = await priced(context);
    const base = view.lines.reduce((sum, { amounts }) => sum + (amounts.base ?? 0), 0);
    const claimed = view.totals.get('items_base_amount') ?? base;
    ensure(base === claimed, `the lines come to ${base}, items_base_amount says ${claimed}`, exchange);
  },
};

const option: Check = {
  id: 'totals.fulfillment',
  sentence: 'charges the chosen option no more and no less than it was offered for',
  source: SCHEMA,
  async run(context) {
    const { session: view, exchange } = await priced(context);
    const chosen = view.options.find(({ id }) => view.chosen.includes(id));
    ensure(chosen?.total !== undefined, 'no chosen option with a price', exchange);
    const sum = (type: string) => view.totals.get(type) ?? 0;
    const lineTax = view.lines.reduce((total, { amounts }) => total + amounts.tax, 0);
    const charged = sum('fulfillment') + sum('tax') - lineTax;
    ensure(
      charged === chosen.total,
      `the option costs ${chosen.total}, the totals charge ${charged}`,
      exchange,
    );
  },
};

const integers: Check = {
  id: 'totals.minor-units',
  sentence: 'writes every amount as a non-negative integer of minor units',
  source: 'RFC agentic_checkout §3.1',
  async run(context) {
    const { exchange } = await priced(context);
    const wrong = amounts(exchange.body).filter((amount) => !Number.isSafeInteger(amount) || amount < 0);
    ensure(wrong.length === 0, `amounts that are no non-negative integers: ${wrong.join(', ')}`, exchange);
    ensure(amounts(exchange.body).length > 0, 'there is no amount in the session', exchange);
  },
};

function amounts(body: Json | undefined): number[] {
  const totalled = [body, ...objectsAt(body, 'line_items'), ...objectsAt(body, 'fulfillment_options')];
  const inTotals = totalled.flatMap((one) =>
    objectsAt(one, 'totals').flatMap((total) => numberAt(total, 'amount') ?? []),
  );
  const fields = ['base_amount', 'discount', 'subtotal', 'tax', 'total', 'unit_amount'];
  const inFields = totalled
    .slice(1)
    .flatMap((one) =>
      fields.filter((name) => pick(one, name) !== undefined).map((name) => numberAt(one, name) ?? NaN),
    );
  return [...inTotals, ...inFields];
}

const perUnit: Check = {
  id: 'totals.quantity',
  sentence: 'charges three of an item three times its price before discounts',
  source: SCHEMA,
  async run(context) {
    const one = await open(context);
    const three = await priced(context);
    const base = ({ session: view }: Opened) => view.lines[0]?.amounts.base ?? NaN;
    ensure(
      base(three) === 3 * base(one),
      `one costs ${base(one)}, three cost ${base(three)}`,
      three.exchange,
    );
  },
};

export const totalsChecks: readonly Check[] = [lines, session, sumOfLines, option, integers, perUnit];
