import fc from 'fast-check';
import {
  applySnapshot,
  closeRefund,
  currency,
  deriveLineStatus,
  deriveOrderStatus,
  itemId,
  lineIdOf,
  notePlatformRefund,
  orderFrom,
  orderId,
  recordMovement,
  type Order,
  type OrderSnapshot,
  type ReportedMovement,
  type Shipment,
} from '../src';
import { line, quote, USD } from './support/quotes';
import { after, completeEvent, createEvent, later, now, quotedEvent } from './support/sessions';

const mug = itemId('mug');
const cup = itemId('cup');

const session = after(
  createEvent({
    items: [
      { id: mug, quantity: 3 },
      { id: cup, quantity: 1 },
    ],
  }),
  quotedEvent(quote({ lines: [line({ quantity: 3, base: 3000, tax: 240 }), line({}, 'cup')] })),
  completeEvent(),
);
const charged = session.totals.total;

const snapshot = (over: Partial<OrderSnapshot> = {}): OrderSnapshot => ({
  platformOrderId: '77',
  version: 1,
  status: 'confirmed',
  paid: true,
  currency: USD,
  total: charged,
  lines: [
    { itemId: mug, quantity: 3 },
    { itemId: cup, quantity: 1 },
  ],
  shipments: [],
  refunds: [],
  updatedAt: '2026-11-24T08:00:00Z',
  ...over,
});

const shipment = (over: Partial<Shipment> = {}): Shipment => ({
  id: 's1',
  type: 'shipping',
  status: 'shipped',
  items: [{ itemId: mug, quantity: 2 }],
  occurredAt: '2026-11-24T07:00:00Z',
  ...over,
});

const refund = (amount: number, id = 'r1') => ({ id, amount, items: [], occurredAt: '2026-11-24T09:00:00Z' });

const movement = (over: Partial<ReportedMovement> = {}): ReportedMovement => ({
  id: 're_1',
  kind: 'refund',
  amount: { amount: 500, currency: USD },
  status: 'succeeded',
  at: '2026-11-24T10:00:00Z',
  ...over,
});

const placed = (first: Partial<OrderSnapshot> = {}): Order =>
  orderFrom(
    session,
    { id: orderId('ord_1'), permalinkUrl: 'https://hub.example/o/1', snapshot: snapshot(first) },
    now,
  ).order;

const follow = (order: Order, over: Partial<OrderSnapshot>) =>
  applySnapshot(order, snapshot({ version: 2, ...over }), later);

const quantitiesOf = (order: Order) =>
  order.lines.map(({ quantity }) => [quantity.ordered, quantity.current, quantity.fulfilled]);

describe('an order', () => {
  it('begins as the session was accepted', () => {
    const { order, changes } = orderFrom(
      session,
      { id: orderId('ord_1'), permalinkUrl: 'https://hub.example/o/1', snapshot: snapshot({ number: '#7' }) },
      now,
    );
    expect(order).toMatchObject({
      number: '#7',
      totals: session.totals,
      amountRefunded: 0,
      snapshotVersion: 1,
    });
    expect(quantitiesOf(order)).toEqual([
      [3, 3, 0],
      [1, 1, 0],
    ]);
    expect(changes.map(({ kind }) => kind)).toEqual(['placed', 'status_changed']);
    expect(JSON.stringify(changes)).not.toContain('ada');
  });

  it('follows shipments, and its events are only ever appended', () => {
    const first = follow(placed(), { shipments: [shipment()] });
    expect(quantitiesOf(first.order)).toEqual([
      [3, 3, 2],
      [1, 1, 0],
    ]);
    expect(deriveOrderStatus(first.order)).toBe('processing');
    expect(first.changes.map(({ kind }) => kind)).toEqual(['fulfillment_changed', 'status_changed']);
    const both = [
      shipment({ status: 'delivered' }),
      shipment({
        id: 's2',
        items: [
          { itemId: mug, quantity: 1 },
          { itemId: cup, quantity: 1 },
        ],
      }),
    ];
    const second = follow(first.order, { version: 3, shipments: both });
    expect(quantitiesOf(second.order)).toEqual([
      [3, 3, 3],
      [1, 1, 1],
    ]);
    expect(deriveOrderStatus(second.order)).toBe('shipped');
    expect(second.order.fulfillments[0]?.events.map(({ type }) => type)).toEqual(['shipped', 'delivered']);
    expect(second.order.fulfillments[0]?.events[0]).toEqual(first.order.fulfillments[0]?.events[0]);
    const third = follow(second.order, {
      version: 4,
      shipments: both.map((each) => ({ ...each, status: 'delivered' })),
    });
    expect(deriveOrderStatus(third.order)).toBe('completed');
    const withdrawn = follow(third.order, { version: 5, shipments: [] });
    expect(withdrawn.order.fulfillments.map(({ status }) => status)).toEqual(['canceled', 'canceled']);
  });

  it('appends no event for a status already told', () => {
    const first = follow(placed(), { shipments: [shipment()] }).order;
    const moved = shipment({ trackingNumber: '1Z', occurredAt: '2026-11-24T11:00:00Z' });
    const { order, changes } = follow(first, { version: 3, shipments: [moved] });
    expect(order.fulfillments[0]).toMatchObject({ trackingNumber: '1Z', events: { length: 1 } });
    expect(changes).toEqual([]);
  });

  it('counts nothing as fulfilled that has not left, nor more than there is', () => {
    const waiting = follow(placed(), { shipments: [shipment({ status: 'processing' })] });
    expect(quantitiesOf(waiting.order)[0]).toEqual([3, 3, 0]);
    const tooMany = follow(placed(), { shipments: [shipment({ items: [{ itemId: mug, quantity: 9 }] })] });
    expect(quantitiesOf(tooMany.order)[0]).toEqual([3, 3, 3]);
  });

  it('keeps what was ordered when the merchant edits, and tells the lower price once', () => {
    const edited = follow(placed(), { lines: [{ itemId: mug, quantity: 1 }], total: charged - 2000 });
    expect(quantitiesOf(edited.order)).toEqual([
      [3, 1, 0],
      [1, 0, 0],
    ]);
    expect(edited.order.totals).toEqual(session.totals);
    expect(edited.order.adjustments).toMatchObject([
      {
        type: 'price_adjustment',
        amount: 2000,
        lines: [
          { id: lineIdOf(mug), quantity: 2 },
          { id: lineIdOf(cup), quantity: 1 },
        ],
      },
    ]);
    const again = follow(edited.order, {
      version: 3,
      lines: [{ itemId: mug, quantity: 1 }],
      total: charged - 2000,
    });
    expect(again.changes).toEqual([]);
    expect(again.order.adjustments).toEqual(edited.order.adjustments);
    const raised = follow(edited.order, { version: 3, total: charged + 1 });
    expect(raised.order.adjustments).toHaveLength(1);
  });

  it('tells once that the merchant made it dearer, and charges nothing', () => {
    const raised = follow(placed(), { total: charged + 500 });
    expect(raised.changes).toMatchObject([{ kind: 'total_raised', from: charged, to: charged + 500 }]);
    expect(raised.order).toMatchObject({
      totals: session.totals,
      raisedTotal: charged + 500,
      adjustments: [],
    });
    expect(follow(raised.order, { version: 3, total: charged + 500 }).changes).toEqual([]);
    expect(follow(raised.order, { version: 3, total: charged }).order.adjustments).toEqual([]);
    expect(follow(raised.order, { version: 3, total: charged + 700 }).changes).toHaveLength(1);
  });

  it('cancelled keeps only what was sent', () => {
    const sent = follow(placed(), { shipments: [shipment()] }).order;
    const { order, changes } = follow(sent, { version: 3, status: 'canceled', shipments: [shipment()] });
    expect(quantitiesOf(order)).toEqual([
      [3, 2, 2],
      [1, 0, 0],
    ]);
    expect(order.adjustments).toMatchObject([{ type: 'cancellation', status: 'completed' }]);
    expect(changes.at(-1)).toMatchObject({ kind: 'status_changed', to: 'canceled' });
  });

  it('refuses snapshots and movements that are not its own', () => {
    expect(() => follow(placed(), { platformOrderId: '78' })).toThrow(RangeError);
    expect(() => follow(placed(), { currency: currency('EUR') })).toThrow(RangeError);
    const foreign = movement({ amount: { amount: 1, currency: currency('EUR') } });
    expect(() => recordMovement(placed(), foreign, now)).toThrow(RangeError);
  });
});

describe('a refund', () => {
  const refunds = [refund(500)];

  it('told by the platform is pending until the provider confirms it, whichever comes first', () => {
    const told = follow(placed(), { refunds }).order;
    expect(told).toMatchObject({
      amountRefunded: 0,
      adjustments: [{ type: 'partial_refund', status: 'pending' }],
    });
    const confirmed = recordMovement(told, movement(), later).order;
    const paidFirst = recordMovement(placed(), movement(), later).order;
    const toldLater = follow(paidFirst, { refunds }).order;
    for (const order of [confirmed, toldLater])
      expect(order).toMatchObject({
        amountRefunded: 500,
        adjustments: [{ status: 'completed', references: { platform: 'r1', provider: 're_1' } }],
      });
    expect(toldLater.adjustments).toHaveLength(1);
  });

  it('of nothing is a note of the back office: it asks for nothing and tells nobody', () => {
    const change = follow(placed(), { refunds: [refund(0)] });
    expect(change.order.adjustments).toEqual([]);
    expect(change.changes).toEqual([]);
  });

  it('of another amount is another refund, and the named one wins over the amount', () => {
    const two = follow(placed(), { refunds: [refund(500, 'r1'), refund(500, 'r2')] }).order;
    const named = recordMovement(two, movement({ platformRefundId: 'r2' }), later).order;
    expect(named.adjustments.map(({ status }) => status)).toEqual(['pending', 'completed']);
    expect(
      recordMovement(named, movement({ id: 're_2', amount: { amount: 7, currency: USD } }), later).order,
    ).toMatchObject({
      amountRefunded: 507,
      adjustments: { length: 3 },
    });
  });

  it('the provider told of is not taken for one of another amount', () => {
    const paid = recordMovement(placed(), movement(), later).order;
    const told = follow(paid, { refunds: [refund(700)] }).order;
    expect(told.adjustments.map(({ amount, status }) => [amount, status])).toEqual([
      [500, 'completed'],
      [700, 'pending'],
    ]);
  });

  it('made for an edit is one with the platform’s of the same sitting, or with one there is no room beside', () => {
    const edited = (amount: number) =>
      recordMovement(
        follow(placed(), { total: charged - amount, updatedAt: '2026-11-24T08:00:00Z' }).order,
        movement({
          amount: { amount, currency: USD },
          platformRefundId: null,
          priceAdjustmentId: 'price-2',
        }),
        later,
      ).order;
    const toldAt = (amount: number, occurredAt: string) =>
      follow(edited(amount), {
        version: 3,
        total: charged - amount,
        refunds: [{ ...refund(amount), occurredAt }],
      })
        .order.adjustments.map(({ type, status }) => `${type} ${status}`)
        .slice(1);
    const one = ['partial_refund completed'];
    const two = ['partial_refund completed', 'partial_refund pending'];
    expect(toldAt(500, '2026-11-24T09:00:00Z')).toEqual(one);
    expect(toldAt(500, '2026-11-24T07:00:00Z')).toEqual(one);
    expect(toldAt(500, '2026-11-24T09:00:01Z')).toEqual(two);
    expect(toldAt(charged - 100, '2026-12-24T09:00:00Z')).toEqual(one);
  });

  it('that the hub wrote down itself names its money, and no other of that amount takes its place', () => {
    const paid = recordMovement(placed(), movement(), later).order;
    const own = { ...refund(500, 'r2'), reference: 're_1' };
    const told = follow(paid, { refunds: [refund(500, 'r1'), own] }).order;
    expect(told.adjustments.map(({ status, references }) => [status, references])).toEqual([
      ['completed', { provider: 're_1', platform: 'r2' }],
      ['pending', { platform: 'r1' }],
    ]);
    const disputed = recordMovement(placed(), movement({ id: 'du_1', kind: 'dispute' }), later).order;
    const lost = follow(disputed, { refunds: [{ ...refund(500), reference: 'du_1' }] }).order;
    expect(lost.adjustments).toMatchObject([{ type: 'dispute', references: { platform: 'r1' } }]);
  });

  it('known to be for none of the platform’s stands for itself', () => {
    const told = follow(placed(), { refunds }).order;
    const apart = recordMovement(told, movement({ platformRefundId: null }), later).order;
    expect(apart.adjustments.map(({ status }) => status)).toEqual(['pending', 'completed']);
    expect(apart.adjustments[1]?.references).toEqual({ provider: 're_1' });
  });

  it('ends by the platform’s or a person’s word, and stays as it ended', () => {
    const told = follow(placed(), { refunds }).order;
    const done = closeRefund(told, 'r1', 'completed', later);
    expect(done.changes).toMatchObject([{ kind: 'adjustment_changed', status: 'completed' }]);
    expect(done.order.amountRefunded).toBe(500);
    expect(closeRefund(done.order, 'r1', 'failed', later)).toEqual({ order: done.order, changes: [] });
    const failed = closeRefund(told, 'r1', 'failed', later).order;
    expect(failed.amountRefunded).toBe(0);
    // Money that comes after all is another refund.
    expect(recordMovement(failed, movement(), later).order).toMatchObject({
      amountRefunded: 500,
      adjustments: [{ status: 'failed' }, { status: 'completed' }],
    });
  });

  it('is noted under the platform’s id once, and under no other', () => {
    const paid = recordMovement(placed(), movement(), later).order;
    const noted = notePlatformRefund(paid, 're_1', 'r1', later).order;
    expect(noted.adjustments).toMatchObject([{ references: { provider: 're_1', platform: 'r1' } }]);
    expect(notePlatformRefund(noted, 're_1', 'r2', later).order).toBe(noted);
    expect(follow(noted, { refunds }).order.adjustments).toEqual(noted.adjustments);
  });

  it('of everything is whole, may fail after all, and does not come back from that', () => {
    const whole = movement({ amount: { amount: charged, currency: USD } });
    const order = recordMovement(placed(), whole, later).order;
    expect(order).toMatchObject({ amountRefunded: charged, adjustments: [{ type: 'refund' }] });
    const failed = recordMovement(order, { ...whole, status: 'failed' }, later).order;
    expect(failed).toMatchObject({ amountRefunded: 0, adjustments: [{ status: 'failed' }] });
    expect(recordMovement(failed, whole, later).changes).toEqual([]);
  });

  it('is not a dispute', () => {
    const disputed = recordMovement(placed(), movement({ kind: 'dispute', status: 'pending' }), later).order;
    expect(disputed).toMatchObject({
      amountRefunded: 0,
      adjustments: [{ type: 'dispute', status: 'pending' }],
    });
    expect(follow(disputed, { refunds }).order.adjustments).toHaveLength(2);
    const told = follow(placed(), { refunds }).order;
    const both = recordMovement(told, movement({ kind: 'dispute' }), later).order;
    expect(both.adjustments.map(({ type }) => type)).toEqual(['partial_refund', 'dispute']);
    expect(both.amountRefunded).toBe(0);
  });
});

describe('reports in any order', () => {
  const arbitrarySnapshot = fc
    .record({
      version: fc.integer({ min: 1, max: 6 }),
      seed: fc.constantFrom('confirmed', 'processing', 'shipped', 'completed', 'canceled'),
      mugs: fc.nat({ max: 3 }),
      sent: fc.nat({ max: 4 }),
      status: fc.constantFrom('processing', 'shipped', 'delivered', 'failed'),
      discount: fc.nat({ max: 1000 }),
      refunds: fc.uniqueArray(fc.constantFrom(refund(500, 'r1'), refund(700, 'r2'), refund(charged, 'r3'))),
    })
    .map(({ version, seed, mugs, sent, status, discount, refunds }) =>
      snapshot({
        version,
        status: seed as OrderSnapshot['status'],
        lines: [{ itemId: mug, quantity: mugs }],
        shipments: [
          shipment({ status: status as Shipment['status'], items: [{ itemId: mug, quantity: sent }] }),
        ],
        total: charged - discount,
        refunds,
      }),
    );
  const arbitraryMovement = fc
    .record({
      id: fc.constantFrom('re_1', 're_2'),
      kind: fc.constantFrom('refund', 'dispute'),
      status: fc.constantFrom('pending', 'succeeded', 'failed'),
    })
    .map((over) => movement(over as Partial<ReportedMovement>));

  const histories = fc.uniqueArray(arbitrarySnapshot, { selector: ({ version }) => version, maxLength: 6 });

  /** What the platform's word decides, as against the history of how it was heard. */
  const stateOf = (order: Order) => [
    order.snapshotVersion,
    order.platformStatus,
    quantitiesOf(order),
    order.fulfillments.map(({ id, status, lines }) => [id, status, lines]),
    deriveOrderStatus(order),
  ];

  const applyAll = (snapshots: readonly OrderSnapshot[]) =>
    snapshots.reduce((order, each) => applySnapshot(order, each, later).order, placed({ version: 0 }));

  it('lead to what the highest version says', () => {
    fc.assert(
      fc.property(histories, fc.func(fc.integer()), (snapshots, weight) => {
        const shuffled = snapshots.toSorted((a, b) => weight(a.version) - weight(b.version));
        expect(stateOf(applyAll(shuffled))).toEqual(stateOf(applyAll(snapshots)));
        const newest = snapshots.toSorted((a, b) => a.version - b.version).at(-1);
        if (newest !== undefined) expect(stateOf(applyAll(snapshots))).toEqual(stateOf(applyAll([newest])));
      }),
    );
  });

  it('change nothing when they come again, and keep every promise of an order', () => {
    const report = fc.oneof(
      arbitrarySnapshot.map((each) => (order: Order) => applySnapshot(order, each, later)),
      arbitraryMovement.map((each) => (order: Order) => recordMovement(order, each, later)),
    );
    fc.assert(
      fc.property(fc.array(report, { maxLength: 10 }), (reports) => {
        let order = placed({ version: 0 });
        for (const apply of reports) {
          const next = apply(order).order;
          expect(apply(next)).toEqual({ order: next, changes: [] });
          expect(next.totals).toEqual(order.totals);
          expect(next.adjustments.map(({ id }) => id).slice(0, order.adjustments.length)).toEqual(
            order.adjustments.map(({ id }) => id),
          );
          expect(new Set(next.adjustments.map(({ id }) => id)).size).toBe(next.adjustments.length);
          for (const { quantity } of next.lines) {
            expect(quantity.fulfilled).toBeLessThanOrEqual(quantity.current);
            expect([3, 1]).toContain(quantity.ordered);
          }
          next.fulfillments.forEach(({ events }, index) => {
            const before = order.fulfillments[index]?.events ?? [];
            expect(events.slice(0, before.length)).toEqual(before);
          });
          order = next;
        }
      }),
    );
  });
});

describe('derived statuses', () => {
  it.each([
    [{ ordered: 2, current: 0, fulfilled: 0 }, 'removed'],
    [{ ordered: 2, current: 2, fulfilled: 2 }, 'fulfilled'],
    [{ ordered: 2, current: 2, fulfilled: 1 }, 'partial'],
    [{ ordered: 2, current: 1, fulfilled: 1 }, 'fulfilled'],
    [{ ordered: 2, current: 2, fulfilled: 0 }, 'processing'],
  ])('of a line with %j: %s', (quantity, status) => {
    expect(deriveLineStatus(quantity)).toBe(status);
  });

  it.each([
    'created',
    'manual_review',
    'confirmed',
    'processing',
    'shipped',
    'completed',
    'canceled',
  ] as const)('of an untouched order are the platform’s: %s', (status) => {
    expect(deriveOrderStatus(placed({ status }))).toBe(status);
  });
});
