import fc from 'fast-check';
import { isRefund } from '@acp-hub/commerce';
import { CHARGED, moneyModel, refundedInBooks, type Luck, type MoneyModel } from './money-model';

const amounts = fc.constantFrom(100, 300, 300, 500, 700, CHARGED);
const lucks = ['good', 'answer_lost', 'not_reached', 'dies_before', 'dies_after'] as const;
const luck = fc.constantFrom<Luck>(...lucks);
const worstLuck = fc.constantFrom<Luck>(...lucks, 'dies_under_way');

/** More than one sitting. */
const HOURS = 61 * 60 * 1_000;

type Event = (model: MoneyModel) => void;

const named = (name: string, event: Event): Event => Object.assign(event, { toString: () => name });

const refunds: fc.Arbitrary<Event> = fc.oneof(
  amounts.map((amount) => named(`platform refunds ${amount}`, (model) => model.platformRefund(amount))),
  amounts.map((amount) => named(`provider refunds ${amount}`, (model) => model.providerRefund(amount))),
);
const changes: fc.Arbitrary<Event> = fc.oneof(
  refunds,
  fc.constant(named('cancel', (model) => model.cancel())),
  fc.constantFrom(700, 900, 1_200).map((total) => named(`edit to ${total}`, (model) => model.edit(total))),
  fc.constant(named('hours pass', (model) => model.pass(HOURS))),
  fc.nat({ max: 2 }).map((index) => named(`refund ${index} fails`, (model) => model.failRefund(index))),
  fc
    .constantFrom('pending' as const, 'succeeded' as const, 'failed' as const)
    .map((status) => named(`dispute ${status}`, (model) => model.dispute(status))),
);
const noise = (by: fc.Arbitrary<Luck>): fc.Arbitrary<Event> =>
  fc.oneof(
    fc.constant(named('report', (model) => model.report())),
    fc.constant(
      named('three reports', (model) => {
        for (let times = 0; times < 3; times += 1) model.report();
      }),
    ),
    by.map((each) => named(`step, ${each}`, (model) => void model.step(each))),
    fc.array(by, { minLength: 3, maxLength: 8 }).map((each) =>
      named(`steps ${each.join()}`, (model) => {
        for (const one of each) model.step(one);
      }),
    ),
  );
const history = (events: fc.Arbitrary<Event>, by = luck) =>
  fc.array(fc.oneof({ weight: 2, arbitrary: events }, { weight: 3, arbitrary: noise(by) }), {
    maxLength: 24,
  });

const played = (events: readonly Event[], model = moneyModel()): MoneyModel => {
  for (const event of events) event(model);
  model.settle();
  return model;
};

const succeeded = ({ provider }: MoneyModel) =>
  provider.filter(({ kind, status }) => kind === 'refund' && status === 'succeeded');

/** How many refunds of that amount the hub made, and how many the merchant did: the former answer the latter. */
function madeOf({ provider, platformRefunds }: MoneyModel, amount: number) {
  const count = (byHub: boolean) => ({
    atProvider: provider.filter((each) => each.amount.amount === amount && (each.key !== undefined) === byHub)
      .length,
    atPlatform: platformRefunds.filter((each) => each.amount === amount && (each.key !== undefined) === byHub)
      .length,
  });
  return [count(true), count(false)] as const;
}

describe.each([true, false])('a platform that keeps references: %s', (keepsReferences) => {
  test('books, order and provider agree on every sum, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(history(changes), (events) => {
        const model = played(events, moneyModel({}, keepsReferences));
        const { order } = model.books();
        expect(refundedInBooks(model.books())).toBe(model.refundedAtProvider());
        expect(order.amountRefunded).toBe(model.refundedAtProvider());
        expect(model.refusedBeyond).toEqual([]);
        expect(model.left()).toBeGreaterThanOrEqual(0);
        expect(model.books().refunds.filter(({ state }) => state === 'open')).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('every refund of either side is at both, once, or waits for a person', () => {
    fc.assert(
      fc.property(history(refunds), (events) => {
        const model = played(events, moneyModel({}, keepsReferences));
        const { order } = model.books();
        const tied = order.adjustments.filter(isRefund);
        for (const { id } of model.platformRefunds) {
          expect(tied.filter(({ references }) => references?.platform === id)).toHaveLength(1);
        }
        for (const { id } of succeeded(model)) {
          expect(tied.filter(({ references }) => references?.provider === id)).toHaveLength(1);
        }
        for (const amount of new Set(model.platformRefunds.map((each) => each.amount))) {
          const [ours, theirs] = madeOf(model, amount);
          expect(ours.atProvider).toBeLessThanOrEqual(theirs.atPlatform);
          expect(ours.atPlatform).toBeLessThanOrEqual(theirs.atProvider);
        }
        const alone = tied.filter(({ references }) => references?.provider === undefined);
        const manual = model.books().refunds.filter(({ state }) => state === 'manual');
        expect(alone.map(({ references }) => references?.platform).sort()).toEqual(
          manual.map(({ sourceReference }) => sourceReference).sort(),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a platform that knows no keys has every refund once, however late a dead process’s request arrives', () => {
  fc.assert(
    fc.property(history(refunds, worstLuck), (events) => {
      const { platformRefunds } = played(events, moneyModel({ platformKnowsKeys: false }));
      const references = platformRefunds.flatMap(({ reference }) => reference ?? []);
      expect(references).toEqual([...new Set(references)]);
    }),
    { numRuns: 1_000 },
  );
});

test('what goes wrong on the way changes nothing of where it leads', () => {
  const story = fc.array(fc.tuple(changes, fc.array(luck, { maxLength: 10 })), { maxLength: 8 });
  fc.assert(
    fc.property(story, (events) => {
      const [smooth, rough] = [moneyModel(), moneyModel()];
      for (const [event, lucks] of events) {
        event(smooth);
        smooth.settle();
        event(rough);
        rough.report();
        for (const each of lucks) {
          rough.step(each);
          rough.report();
        }
        rough.settle();
        expect(rough.refundedAtProvider()).toBe(smooth.refundedAtProvider());
        expect(rough.platformRefunds.map(({ amount }) => amount)).toEqual(
          smooth.platformRefunds.map(({ amount }) => amount),
        );
      }
    }),
    { numRuns: 1_000 },
  );
});

describe('an edit and a refund of the same amount', () => {
  const refund = (model: MoneyModel) => model.platformRefund(300);
  const edit = (model: MoneyModel) => model.edit(CHARGED - 300);
  const orders = fc.constantFrom([edit, refund], [refund, edit]);
  const lucks = fc.array(luck, { maxLength: 10 });
  /** Both happen so far apart, and things go wrong between them and after. */
  const told = (both: readonly Event[], apartMs: number, rough: readonly Luck[]): MoneyModel => {
    const model = moneyModel();
    both.forEach((event, index) => {
      if (index > 0) model.pass(apartMs);
      event(model);
      model.report();
      for (const each of rough) model.step(each);
    });
    model.settle();
    return model;
  };
  const statesOf = (model: MoneyModel) =>
    model
      .books()
      .refunds.map(({ state }) => state)
      .sort();

  test('made in one sitting are one, whichever is heard of first and whatever goes wrong', () => {
    fc.assert(
      fc.property(orders, fc.nat({ max: 60 * 60 * 1_000 }), lucks, (both, apartMs, rough) => {
        const model = told(both, apartMs, rough);
        expect(model.refundedAtProvider()).toBe(300);
        expect(model.books().order.amountRefunded).toBe(300);
        expect(statesOf(model)).not.toContain('manual');
      }),
    );
  });

  test('made hours apart are one that was sent and one that a person is asked about; tried again, it is sent', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: HOURS, max: 1_000 * HOURS }), lucks, (both, apartMs, rough) => {
        const model = told(both, apartMs, rough);
        expect(model.refundedAtProvider()).toBe(300);
        expect(statesOf(model)).toEqual(['done', 'manual']);
        model.retry();
        model.settle();
        expect(statesOf(model)).toEqual(['done', 'done']);
        expect(refundedInBooks(model.books())).toBe(600);
        expect(model.refundedAtProvider()).toBe(600);
      }),
    );
  });

  test('made hours apart are one all the same where there is no room for both', () => {
    for (const both of [
      [(model: MoneyModel) => model.edit(300), (model: MoneyModel) => model.platformRefund(700)],
      [(model: MoneyModel) => model.platformRefund(700), (model: MoneyModel) => model.edit(300)],
    ]) {
      const model = told(both, 100 * HOURS, Array<Luck>(20).fill('good'));
      expect(model.refundedAtProvider()).toBe(700);
      expect(statesOf(model)).not.toContain('manual');
    }
  });
});

test('of edits and refunds hours apart none is swallowed: each is sent, or a person is asked', () => {
  const amount = fc.constantFrom(100, 200);
  const story = fc.array(
    fc.tuple(fc.constantFrom('edit' as const, 'refund' as const), amount, fc.array(luck, { maxLength: 8 })),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(story, (events) => {
      const model = moneyModel();
      let [total, asked] = [CHARGED, 0];
      for (const [kind, each, lucks] of events) {
        asked += each;
        if (kind === 'refund') model.platformRefund(each);
        else model.edit((total -= each));
        model.report();
        for (const one of lucks) model.step(one);
        model.pass(HOURS);
      }
      model.settle();
      const waiting = model.books().refunds.filter(({ state }) => state === 'manual');
      const waits = waiting.reduce((sum, refund) => sum + refund.amount, 0);
      expect(model.refundedAtProvider() + waits).toBe(asked);
    }),
    { numRuns: 1_000 },
  );
});

test('a cancelled order gets back what is left, and nothing beyond what was charged', () => {
  fc.assert(
    fc.property(history(refunds), history(refunds), (before, after) => {
      const model = moneyModel();
      for (const event of before) event(model);
      model.cancel();
      const done = played(after, model);
      expect(done.refundedAtProvider()).toBe(CHARGED);
    }),
  );
});

test('record_only moves no money and writes nothing to the shop, and still knows what went back', () => {
  fc.assert(
    fc.property(history(refunds), (events) => {
      const model = played(events, moneyModel({ policy: 'record_only' }));
      expect(model.provider.every(({ key }) => key === undefined)).toBe(true);
      expect(model.platformRefunds.every(({ key }) => key === undefined)).toBe(true);
      expect(model.books().order.amountRefunded).toBe(refundedInBooks(model.books()));
    }),
  );
});

test('a policy that changes pays for nothing of the past', () => {
  const model = moneyModel({ policy: 'record_only' });
  model.edit(700);
  model.settle();
  model.cancel();
  model.settle();
  const { refunds } = model.books();
  expect(refunds.map(({ source, state }) => [source, state])).toEqual([
    ['price_adjustment', 'recorded'],
    ['cancellation', 'recorded'],
  ]);
});
