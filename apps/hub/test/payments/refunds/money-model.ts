import {
  applySnapshot,
  currency,
  itemId,
  lineIdOf,
  notePlatformRefund,
  orderId,
  sessionId,
  type Order,
  type OrderSnapshot,
  type PlatformRefund,
} from '@acp-hub/commerce';
import { paymentId, type Payment, type PaymentMovement } from '@acp-hub/payment';
import { advanceRefund, type EffectResult } from '../../../src/payments/refunds/advance-refund';
import { decide } from '../../../src/payments/refunds/decide';
import type { Entry, MoneyBooks, MoneyRules } from '../../../src/payments/refunds/money-books';
import type { Refund } from '../../../src/payments/refunds/refund';
import { reopenRefund } from '../../../src/payments/refunds/reopen-refund';

const USD = currency('USD');
export const CHARGED = 1_000;
const START = Date.parse('2026-11-01T10:00:00Z');

/**
 * What happens to an effect: it works, its answer is lost, it does not arrive, or the process dies of it: with nothing
 * sent, with what was sent on its way for a while, or with everything done.
 */
export type Luck = 'good' | 'answer_lost' | 'not_reached' | 'dies_before' | 'dies_under_way' | 'dies_after';

/** How long it takes what its sender did not live to see arrive. */
const UNDER_WAY_MS = 20_000;

const freshOrder = (): Order => ({
  id: orderId('ord_1'),
  sessionId: sessionId('cs_1'),
  platformOrderId: '77',
  currency: USD,
  platformStatus: 'confirmed',
  lines: [
    {
      id: lineIdOf(itemId('mug')),
      itemId: itemId('mug'),
      title: 'Mug',
      quantity: { ordered: 1, current: 1, fulfilled: 0 },
      unitAmount: CHARGED,
      base: CHARGED,
      discount: 0,
      subtotal: CHARGED,
      tax: 0,
      total: CHARGED,
      requiresShipping: true,
    },
  ],
  fulfillments: [],
  adjustments: [],
  totals: {
    itemsBase: CHARGED,
    itemsDiscount: 0,
    subtotal: CHARGED,
    discount: 0,
    fulfillment: 0,
    tax: 0,
    fee: 0,
    giftWrap: 0,
    tip: 0,
    storeCredit: 0,
    total: CHARGED,
  },
  amountRefunded: 0,
  permalinkUrl: 'https://hub.example/o/1',
  snapshotVersion: 0,
  createdAt: new Date(START).toISOString(),
  updatedAt: new Date(START).toISOString(),
});

/** Platform, provider and hub in memory; only the decisions are the hub's own code. */
export function moneyModel(rules: Partial<MoneyRules> = {}, keepsReferences = true) {
  let now = START;
  /** Of the world outside, where nothing passes while the hub waits for its next try. */
  let outside = START;
  let ids = 0;
  const platform = {
    version: 1,
    status: 'confirmed' as OrderSnapshot['status'],
    total: CHARGED,
    updatedAt: START,
  };
  const changed = () => Object.assign(platform, { version: platform.version + 1, updatedAt: outside });
  const platformRefunds: (PlatformRefund & { readonly key?: string })[] = [];
  const provider: (PaymentMovement & { readonly key?: string })[] = [];
  const refusedBeyond: string[] = [];
  const { platformKnowsKeys = true } = rules;
  const underWay: { readonly arrivesAt: number; readonly arrive: () => void }[] = [];
  let abandoned = false;
  let books: MoneyBooks = { order: freshOrder(), refunds: [], movements: [] };
  const at = () => new Date(outside).toISOString();
  const nextId = (prefix: string) => `${prefix}_${(ids += 1)}`;
  const sumOf = (kind: PaymentMovement['kind']) =>
    provider
      .filter((each) => each.kind === kind && each.status !== 'failed')
      .reduce((sum, { amount }) => sum + amount.amount, 0);
  const left = () => CHARGED - sumOf('refund') - sumOf('dispute');

  const payment = (): Payment => ({
    id: paymentId('pi_1'),
    authorization: {
      status: 'authorized',
      paymentId: paymentId('pi_1'),
      amount: { amount: CHARGED, currency: USD },
    },
    voided: false,
    captured: { amount: CHARGED, currency: USD },
    refunded: { amount: sumOf('refund'), currency: USD },
    movements: [
      {
        id: 'ch_1',
        kind: 'capture',
        amount: { amount: CHARGED, currency: USD },
        fee: { amount: 59, currency: USD },
        status: 'succeeded',
        at: new Date(START).toISOString(),
      },
      ...provider,
    ],
  });
  const snapshot = (): OrderSnapshot => ({
    platformOrderId: '77',
    version: platform.version,
    status: platform.status,
    paid: true,
    currency: USD,
    total: platform.total,
    lines: [{ itemId: itemId('mug'), quantity: 1 }],
    shipments: [],
    refunds: platformRefunds.map(({ key: _key, ...refund }) => refund),
    updatedAt: new Date(platform.updatedAt).toISOString(),
  });
  const write = ({ opened = [], refunds = [], movements = [], change }: Entry): void => {
    const changed = new Map(refunds.map((refund) => [refund.refundId, refund]));
    const unknown = movements.filter(
      (row) =>
        !books.movements.some(({ kind, reference }) => kind === row.kind && reference === row.reference),
    );
    books = {
      order: change?.order ?? books.order,
      refunds: [
        ...books.refunds.map((refund) => changed.get(refund.refundId) ?? refund),
        ...opened.map((refund): Refund => ({ ...refund, refundId: nextId('ref') })),
      ],
      movements: [...books.movements, ...unknown],
    };
    const keys = books.refunds.map(({ source, sourceReference }) => `${source}/${sourceReference}`);
    if (new Set(keys).size !== keys.length) throw new Error(`Opened twice: ${keys.join(', ')}`);
  };

  const refundAtProvider = (amount: number, key?: string): EffectResult => {
    const known = key === undefined ? undefined : provider.find((each) => each.key === key);
    if (known !== undefined) return { kind: 'refunded', reference: known.id };
    if (amount > left()) {
      if (key !== undefined) refusedBeyond.push(key);
      return { kind: 'refused', because: 'amount', why: 'too much' };
    }
    const id = nextId('re');
    provider.push({
      id,
      kind: 'refund',
      amount: { amount, currency: USD },
      status: 'succeeded',
      at: at(),
      ...(key === undefined ? {} : { key }),
    });
    return { kind: 'refunded', reference: id };
  };
  const refundAtPlatform = (amount: number, key?: string, reference?: string): string | undefined => {
    const known = platformKnowsKeys && platformRefunds.find((each) => key !== undefined && each.key === key);
    if (known) return known.id;
    if (amount > CHARGED - platformRefunds.reduce((sum, each) => sum + each.amount, 0)) return undefined;
    const id = nextId('pr');
    platformRefunds.push({
      id,
      amount,
      items: [],
      occurredAt: at(),
      ...(key === undefined ? {} : { key }),
      ...(reference === undefined || !keepsReferences ? {} : { reference }),
    });
    changed();
    return id;
  };

  /** What a look at the platform finds of a refund that is to be written there. */
  const standsThere = ({ amount, saga }: Refund) =>
    platformRefunds.find(({ reference }) => reference === (saga.providerReference ?? '')) ??
    platformRefunds.find(
      (each) =>
        each.reference === undefined &&
        each.amount === amount &&
        !books.order.adjustments.some(({ references }) => references?.platform === each.id),
    );
  const effectOf = (refund: Refund, kind: 'refund_payment' | 'write_to_platform') => {
    if (kind === 'refund_payment') {
      const result = refundAtProvider(refund.amount, `${refund.refundId}:${refund.saga.round}`);
      return { result, change: undefined };
    }
    const reference = refund.saga.providerReference ?? '';
    const id = standsThere(refund)?.id ?? refundAtPlatform(refund.amount, refund.refundId, reference);
    if (id === undefined)
      return { result: { kind: 'refused', because: 'amount', why: 'too much' } as const, change: undefined };
    const noted = notePlatformRefund(books.order, reference, id, new Date(now));
    return {
      result: { kind: 'written' } as const,
      change: applySnapshot(noted.order, snapshot(), new Date(now)),
    };
  };

  const arriveBy = (moment: number): void => {
    for (let [first] = underWay; first !== undefined && first.arrivesAt <= moment; [first] = underWay) {
      underWay.shift();
      first.arrive();
    }
  };

  /** One decision and what follows from it. @returns whether anything was to be done. */
  const step = (luck: Luck = 'good'): boolean => {
    arriveBy(now);
    const isAbandoned = abandoned;
    abandoned = false;
    const decision = decide({
      books,
      payment: payment(),
      rules: {
        policy: 'follow_platform',
        provider: 'psp',
        platform: 'shop',
        providerRefunds: 'partial',
        platformRefunds: 'partial',
        ...rules,
        platformKnowsKeys,
      },
      abandoned: isAbandoned,
      now: new Date(now),
    });
    if (decision.kind === 'rest') {
      if (decision.waitMs === undefined) {
        arriveBy(Infinity);
        return false;
      }
      now += decision.waitMs;
      return true;
    }
    if (decision.kind === 'write') {
      write(decision.entry);
      return true;
    }
    const { refund } = decision;
    abandoned = luck.startsWith('dies');
    if (luck === 'dies_before') return true;
    if (
      luck === 'dies_under_way' &&
      decision.kind === 'write_to_platform' &&
      standsThere(refund) === undefined
    ) {
      const { amount, refundId, saga } = refund;
      const arrive = () => void refundAtPlatform(amount, refundId, saga.providerReference);
      underWay.push({ arrivesAt: now + UNDER_WAY_MS, arrive });
      return true;
    }
    if (luck === 'not_reached') {
      write({ refunds: [advanceRefund(refund, lost('not_applied'), new Date(now))] });
      return true;
    }
    const { result, change } = effectOf(refund, decision.kind);
    if (abandoned) return true;
    write(
      luck === 'answer_lost'
        ? { refunds: [advanceRefund(refund, lost('unknown'), new Date(now))] }
        : { refunds: [advanceRefund(refund, result, new Date(now))], ...(change && { change }) },
    );
    return true;
  };

  const report = () => {
    books = { ...books, order: applySnapshot(books.order, snapshot(), new Date(now)).order };
  };
  return {
    books: () => books,
    provider,
    platformRefunds,
    refusedBeyond,
    refundedAtProvider: () => sumOf('refund'),
    left,
    step,
    report,
    snapshot,
    pass(ms: number) {
      now += ms;
      outside += ms;
    },
    /** A person says of what waits for one that it is more money. */
    retry() {
      const waiting = books.refunds.filter(({ state }) => state === 'manual');
      write({ refunds: waiting.map((refund) => reopenRefund(refund, new Date(now))) });
    },
    platformRefund: (amount: number) => void refundAtPlatform(amount),
    providerRefund: (amount: number) => void refundAtProvider(amount),
    failRefund(index: number) {
      const found = provider.filter(({ kind }) => kind === 'refund')[index];
      if (found !== undefined) provider[provider.indexOf(found)] = { ...found, status: 'failed' };
    },
    dispute(status: 'pending' | 'succeeded' | 'failed') {
      const index = provider.findIndex(({ kind }) => kind === 'dispute');
      const known = provider[index];
      if (known?.status === 'pending') provider[index] = { ...known, status };
      if (known === undefined && left() > 0)
        provider.push({
          id: 'du_1',
          kind: 'dispute',
          amount: { amount: left(), currency: USD },
          status,
          at: at(),
        });
    },
    cancel() {
      if (platform.status === 'canceled') return;
      platform.status = 'canceled';
      changed();
    },
    edit(total: number) {
      if (platform.status === 'canceled') return;
      platform.total = total;
      changed();
    },
    /** Everything is reported and followed to the end. */
    settle() {
      for (let rounds = 0; rounds < 5; rounds += 1) {
        report();
        for (let steps = 0; step(); steps += 1) {
          if (steps > 500) throw new Error('It never comes to rest.');
        }
      }
    },
  };
}

const lost = (outcome: 'unknown' | 'not_applied'): EffectResult => ({
  kind: 'retry',
  outcome,
  waitMs: 0,
  why: 'no answer',
});

export type MoneyModel = ReturnType<typeof moneyModel>;

/** Integer minor units: what the hub's rows of the books add up to. */
export const refundedInBooks = ({ movements }: MoneyBooks): number =>
  movements.reduce(
    (sum, { kind, amount }) => sum + (kind === 'refund' ? amount : kind === 'refund_failure' ? -amount : 0),
    0,
  );
