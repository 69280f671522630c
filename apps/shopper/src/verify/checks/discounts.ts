import { numberAt, objectsAt, textAt } from '../../json/read';
import type { JsonObject } from '../../json/json';
import { appliedCoupons, rejectedCoupons } from '../../session/session-view';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { open, update, type Opened } from '../steps';
import { ensure, required } from '../verdict';

const SINCE = '2026-01-30';
const RFC = 'RFC discount_extension';

const codes = ({ dialect }: CheckContext, ...wanted: string[]): JsonObject => dialect.coupons(wanted) ?? {};

const validCode = ({ data }: CheckContext) => required(data.coupons.valid, 'a valid coupon (--coupon)');

const due = ({ session }: Opened) => session.totals.get('total') ?? NaN;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const applied: Check = {
  id: 'discount.applied',
  sentence: 'applies a valid code: it is listed, the buyer pays less, and its allocations sum to its amount',
  source: `${RFC} §5.3, §6.2`,
  since: SINCE,
  async run(context) {
    const code = validCode(context);
    const before = await open(context);
    const after = await update(context, before.path, codes(context, code));
    ensure(
      appliedCoupons(after.exchange.body).some((one) => same(one, code)),
      `${code} is not applied`,
      after.exchange,
    );
    ensure(due(after) < due(before), `the total went from ${due(before)} to ${due(after)}`, after.exchange);
    for (const discount of objectsAt(after.exchange.body, 'discounts', 'applied')) {
      const parts = objectsAt(discount, 'allocations');
      const sum = parts.reduce((total, part) => total + (numberAt(part, 'amount') ?? 0), 0);
      ensure(
        parts.length === 0 || sum === numberAt(discount, 'amount'),
        `the allocations sum to ${sum}, the discount is ${numberAt(discount, 'amount')}`,
        after.exchange,
      );
    }
  },
};

const anyCase: Check = {
  id: 'discount.case',
  sentence: 'takes a code in any letter case',
  source: `${RFC} §6.1`,
  since: SINCE,
  async run(context) {
    const code = validCode(context);
    const swapped = code === code.toLowerCase() ? code.toUpperCase() : code.toLowerCase();
    const { exchange } = await open(context, { extra: codes(context, swapped) });
    ensure(
      appliedCoupons(exchange.body).some((one) => same(one, code)),
      `${swapped} is not applied`,
      exchange,
    );
  },
};

const rejected: Check = {
  id: 'discount.rejected',
  sentence: 'lists a bad code under rejected, with a message about it, and keeps the session alive',
  source: `${RFC} §6.2, §7`,
  since: SINCE,
  async run(context) {
    const code = context.data.coupons.expired ?? 'NO-SUCH-CODE';
    const { exchange, session } = await open(context, { extra: codes(context, code) });
    ensure(
      rejectedCoupons(exchange.body).some((one) => same(one, code)),
      `${code} is not rejected`,
      exchange,
    );
    ensure(
      session.messages.some((message) => /discount|coupon/.test(message.code ?? '')),
      'no message tells of the rejected code',
      exchange,
    );
  },
};

const minimum: Check = {
  id: 'discount.minimum',
  sentence: 'rejects a code whose minimum the session does not reach, saying so',
  source: `${RFC} §7.1`,
  since: SINCE,
  async run(context) {
    const code = required(context.data.coupons.minimum, 'a coupon with a minimum (--minimum-coupon)');
    const { exchange } = await open(context, { extra: codes(context, code) });
    const reasons = objectsAt(exchange.body, 'discounts', 'rejected').flatMap(
      (one) => textAt(one, 'reason') ?? [],
    );
    ensure(
      reasons.includes('discount_code_minimum_not_met'),
      `the reasons are [${reasons.join(', ')}], expected discount_code_minimum_not_met`,
      exchange,
    );
  },
};

const cleared: Check = {
  id: 'discount.cleared',
  sentence: 'replaces the codes by each new list, and drops all of them by an empty one',
  source: `${RFC} §6.1`,
  since: SINCE,
  async run(context) {
    const plain = await open(context);
    await update(context, plain.path, codes(context, validCode(context)));
    const after = await update(context, plain.path, codes(context));
    const left = appliedCoupons(after.exchange.body);
    ensure(!left.some((one) => same(one, validCode(context))), 'the code is still applied', after.exchange);
    ensure(due(after) === due(plain), `the total is ${due(after)}, it was ${due(plain)}`, after.exchange);
  },
};

export const discountChecks: readonly Check[] = [applied, anyCase, rejected, minimum, cleared];
