import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import {
  checkoutStatuses,
  currency,
  effectiveStatus,
  itemId,
  optionId,
  transition,
  type CheckoutEvent,
  type CheckoutSession,
  type Quote,
} from '../src';
import { events, table, type Outcome, type State } from './support/checkout-table';
import { expectToAddUp } from './support/add-up';
import { line, pickup, quote, shipping, withoutChoice } from './support/quotes';
import {
  address,
  after,
  authenticationRequested,
  cancelEvent,
  completeEvent,
  createEvent,
  declined,
  orderPlaced,
} from './support/sessions';

const start = Date.parse('2026-11-23T12:00:00.000Z');
const hour = 3_600_000;

const blocked = (code: 'requires_sign_in' | 'approval_required' | 'invalid'): Partial<Quote> => ({
  messages: [{ type: 'error', code, content: code, contentType: 'plain' }],
});

const empty = withoutChoice(quote({ lines: [], options: [] }));

const quotes = fc.constantFrom(
  quote(),
  withoutChoice(quote()),
  quote({ options: [shipping('fast', 800)], chosenOption: optionId('fast') }),
  withoutChoice(quote({ options: [pickup('counter')] })),
  quote({ lines: [line({ stock: { status: 'out_of_stock' } })] }),
  withoutChoice(quote({ lines: [], options: [], unknownItems: [itemId('mug')] })),
  withoutChoice(quote({ lines: [line({ requiresShipping: false })], options: [] })),
  empty,
  quote({ lines: [line({ quantity: 2 })] }),
  quote(blocked('requires_sign_in')),
  quote(blocked('approval_required')),
  quote(blocked('invalid')),
  { ...quote(), total: 1 },
);

const updates = fc.constantFrom(
  {},
  { items: [] },
  { items: [{ id: itemId('mug'), quantity: 2 }] },
  { buyer: null },
  { buyer: { email: 'grace@example.com' } },
  { buyer: { firstName: 'Grace' } },
  { fulfillment: { address: { ...address, country: 'DE' } } },
  { fulfillment: null },
  { option: optionId('fast') },
  { option: optionId('gone') },
  { option: null },
  { coupons: ['SAVE'] },
  { orderNotes: 'ring twice' },
);

const anyEvent: fc.Arbitrary<CheckoutEvent> = fc.oneof(
  { weight: 4, arbitrary: quotes.map((quoted) => ({ type: 'quoted', quote: quoted }) as const) },
  { weight: 3, arbitrary: updates.map((command) => ({ type: 'update', command }) as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      completeEvent(),
      completeEvent({ authenticationResult: { outcome: 'authenticated' } }),
      completeEvent({ cannotAuthenticate: true }),
      completeEvent({ buyer: { email: 'linus@example.com' } }),
    ),
  },
  { weight: 1, arbitrary: quotes.map((quoted) => ({ type: 'quote_changed', quote: quoted }) as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      authenticationRequested,
      declined,
      orderPlaced('ord_1'),
      orderPlaced('ord_2'),
      cancelEvent,
      { type: 'expire' } as const,
      createEvent(),
    ),
  },
);

const withoutSecure = createEvent({ capabilities: { interventions: { supported: ['biometric'] } } });

const creations = fc.constantFrom(
  createEvent(),
  createEvent({ items: [] }),
  createEvent({ buyer: {} }),
  withoutSecure,
  createEvent({ capabilities: { interventions: { supported: ['3ds'] } } }),
  createEvent({ currency: currency('EUR') }),
);

/** As far into a sale as most rules need it. */
const happyPath = (create: CheckoutEvent): readonly CheckoutEvent[] => [
  create,
  { type: 'quoted', quote: quote() },
  completeEvent(),
  authenticationRequested,
];

interface Model {
  state: State;
}
interface Real {
  session: CheckoutSession | undefined;
  now: number;
}

const reached = new Set<string>();

class Happens implements fc.Command<Model, Real> {
  constructor(
    private readonly event: CheckoutEvent,
    private readonly elapsedMs: number,
  ) {}

  check = () => true;

  run(model: Model, real: Real): void {
    real.now += this.elapsedMs;
    const now = new Date(real.now);
    const before = real.session;
    const stored = before?.status ?? 'none';
    model.state = before !== undefined && effectiveStatus(before, now) !== before.status ? 'elapsed' : stored;

    const result = transition(before, this.event, now);
    const outcome: Outcome = result.kind === 'ok' ? result.session.status : result.rejection.reason;
    ok(
      table[model.state][this.event.type].includes(outcome),
      `${model.state} × ${this.event.type} → ${outcome}`,
    );
    reached.add(`${model.state} × ${this.event.type} → ${outcome}`);
    if (result.session === undefined) return;

    expectConsistent(result.session, before);
    expectReplayToChangeNothing(result.session, this.event, now);
    real.session = result.session;
  }

  toString = () => `${this.event.type} ${JSON.stringify(this.event)} +${this.elapsedMs}ms`;
}

function expectConsistent(session: CheckoutSession, before: CheckoutSession | undefined): void {
  expectToAddUp(session);
  equal(session.order !== undefined, session.status === 'completed');
  equal(session.authentication !== undefined, session.status === 'authentication_required');
  ok(!Object.values(session).includes(undefined), 'a key is undefined instead of absent');
  ok(session.attempts >= (before?.attempts ?? 0));
  equal(session.createdAt, before?.createdAt ?? session.createdAt);
  if (['ready_for_payment', 'complete_in_progress', 'completed'].includes(session.status)) {
    ok(session.lines.length > 0, 'nothing to sell');
    ok(!session.lines.some((each) => each.requiresShipping) || session.selected.length === 1, 'no option');
  }
}

function expectReplayToChangeNothing(session: CheckoutSession, event: CheckoutEvent, now: Date): void {
  // The second answer to one question is the store's answer to the hub's own choice of an option.
  if (event.type === 'quoted' && session.status === 'incomplete') return;
  const again = transition(session, event, now);
  if (again.session === undefined) return;
  deepEqual(again.session, session);
}

describe('the checkout, under any sequence of events', () => {
  it('goes only where the table says, and everywhere the table says', () => {
    const elapsed = fc.oneof(
      { weight: 20, arbitrary: fc.constant(1000) },
      { weight: 1, arbitrary: fc.constant(2 * hour) },
    );
    const happens = (arbitrary: fc.Arbitrary<CheckoutEvent>) =>
      fc.tuple(arbitrary, elapsed).map(([event, ms]) => new Happens(event, ms));
    const opening = fc.oneof(
      fc.tuple(happens(fc.oneof({ weight: 20, arbitrary: creations }, { weight: 1, arbitrary: anyEvent }))),
      fc
        .tuple(fc.constantFrom(createEvent(), withoutSecure), fc.integer({ min: 1, max: 4 }))
        .map(([create, length]) =>
          happyPath(create)
            .slice(0, length)
            .map((event) => new Happens(event, 1000)),
        ),
    );
    fc.assert(
      fc.property(
        opening,
        fc.commands([happens(anyEvent)], { maxCommands: 20, size: 'max' }),
        (first, rest) => {
          const setup = () => ({
            model: { state: 'none' as State },
            real: { session: undefined, now: start },
          });
          fc.modelRun(setup, [...first, ...rest]);
        },
      ),
      { numRuns: 12_000 },
    );
    const expected = Object.entries(table).flatMap(([state, row]) =>
      // `in_progress` is read, as older protocol versions name it, and never written.
      state === 'in_progress'
        ? []
        : events.flatMap((event) => row[event].map((outcome) => `${state} × ${event} → ${outcome}`)),
    );
    expect([...reached].sort()).toEqual([...new Set(expected)].sort());
  });

  it('treats in_progress as complete_in_progress', () => {
    const now = new Date(start);
    const paying = after(createEvent(), { type: 'quoted', quote: quote() }, completeEvent());
    const textOf = (session: CheckoutSession, event: CheckoutEvent) =>
      JSON.stringify(transition(session, event, now)).replaceAll('complete_in_progress', 'in_progress');
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(paying.status).toBe('complete_in_progress');
        expect(textOf({ ...paying, status: 'in_progress' }, event)).toBe(textOf(paying, event));
      }),
    );
  });

  it('knows all eleven states', () => {
    expect(checkoutStatuses).toHaveLength(11);
    expect(Object.keys(table).sort()).toEqual([...checkoutStatuses, 'elapsed', 'none'].sort());
  });
});
