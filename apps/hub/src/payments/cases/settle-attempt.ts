import type { OrderSnapshot } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import { paymentId, type Payment } from '@acp-hub/payment';
import type { Connection, Connections } from '../../connectors/connection';
import type { EndAttempt } from '../end-attempt';
import type { PaymentAttempts, TakenAttempt } from '../ports';
import { logged, type Ending, type Movement, type Saga } from '../saga';
import { conflict } from '../steps/failures';
import { standingOf } from '../steps/held-before';
import { holdsNothing, movementsOf } from '../steps/undo-payment';
import type { Settled } from './case';
import { refused } from './cases';

/**
 * - `order_kept`: the order stands and its money was taken: the session is completed.
 * - `refunded`: no money is held or kept and no order stands: the session may be paid anew.
 * - `canceled`: the same, and the session is over.
 */
export const ATTEMPT_SETTLEMENTS = ['order_kept', 'refunded', 'canceled'] as const;
export type AttemptSettlement = (typeof ATTEMPT_SETTLEMENTS)[number];

export const isAttemptSettlement = (as: string): as is AttemptSettlement =>
  ATTEMPT_SETTLEMENTS.some((known) => known === as);

interface Order {
  readonly as: AttemptSettlement;
  readonly note: string;
  readonly unverified: boolean;
}

type End = Parameters<EndAttempt['execute']>[2];

/** Ends an attempt as a person says, once shop and provider agree, and frees its session. */
export class SettleAttempt {
  constructor(
    private readonly attempts: PaymentAttempts,
    private readonly connections: Connections,
    private readonly endAttempt: EndAttempt,
    private readonly clock: { now(): Date },
  ) {}

  async execute(tenantId: string, attemptId: string, order: Order): Promise<Settled> {
    const attempt = await this.attempts.takeManual(tenantId, attemptId);
    if (attempt === undefined) return refused('somebody else is just at it, or it does not wait any more');
    try {
      return await this.#settle(attempt, order);
    } catch (error) {
      await this.attempts.letGo(attempt);
      throw error;
    }
  }

  async #settle(attempt: TakenAttempt, { as, note, unverified }: Order): Promise<Settled> {
    const saga = logged(attempt.saga, `settled as ${as}: ${note}`, this.clock.now());
    // An order is made of what the shop says of it, so that the shop must always be asked for one.
    const connection =
      as === 'order_kept' || !unverified
        ? await this.connections.open(attempt.tenantId, attempt.stored.connectionId)
        : undefined;
    const end =
      as === 'order_kept'
        ? await keptEnd(must(connection), saga, unverified)
        : await undoneEnd(connection, attempt.attemptId, saga, as);
    if (typeof end === 'string') {
      await this.attempts.letGo(attempt);
      return refused(end);
    }
    const outcome = await this.endAttempt.execute({ ...attempt, saga }, connection, end);
    return outcome.kind === 'ended' ? { kind: 'settled' } : refused('somebody else took it over meanwhile');
  }
}

const must = (connection: Connection | undefined): Connection => {
  if (connection === undefined) throw new Error('The shop must be asked.');
  return connection;
};

async function keptEnd(connection: Connection, saga: Saga, unverified: boolean): Promise<End | string> {
  if (saga.order === undefined) return 'there is no order to be kept';
  const snapshot = await orderAt(connection, saga.order.platformOrderId);
  if (snapshot === undefined || snapshot.status === 'canceled')
    return `the shop has no such order any more (${saga.order.platformOrderId}): settle it as refunded`;
  if (unverified || saga.flow === 'platform') return { saga, movements: [], next: 'succeed', snapshot };
  const payment = await paymentAt(connection, saga);
  if (payment === undefined || payment.captured.amount - payment.refunded.amount < saga.total)
    return 'the provider has not taken the whole amount, or has given some back: capture it there first, or add --unverified if it was paid otherwise';
  return { saga, movements: movementsOf(saga.total, payment), next: 'succeed', snapshot };
}

async function undoneEnd(
  connection: Connection | undefined,
  attemptId: string,
  saga: Saga,
  as: 'refunded' | 'canceled',
): Promise<End | string> {
  const ending: Ending =
    as === 'canceled' ? { kind: 'withdrawn' } : { kind: 'failed', message: conflict(RETURNED) };
  const { order, ...rest } = saga;
  const undone: Saga = { ...rest, ending };
  if (connection === undefined)
    return { saga: undone, movements: onTheOperatorsWord(saga, attemptId), next: 'fail' };
  const payment = await paymentAt(connection, saga);
  if (payment !== undefined && !holdsNothing(payment))
    return `payment ${payment.id} still holds or keeps money: void or refund it at the provider first`;
  const standing = order === undefined ? 'gone' : await standingOf(connection.platform.store, order);
  if (order !== undefined && (standing === 'paid' || (standing === 'held' && saga.placement === 'final')))
    return `order ${order.number ?? order.platformOrderId} still stands at the shop: cancel it there first, or settle it as order_kept`;
  return {
    saga: standing === 'held' && order !== undefined ? { ...undone, order } : undone,
    movements: payment === undefined ? [] : movementsOf(saga.total, payment),
    next: 'fail',
  };
}

const RETURNED = 'The payment did not go through and was given back; pay again with a new token.';

/** Where the provider is not asked, the books say what the operator does, under a reference of the hub's own. */
function onTheOperatorsWord({ payment, total }: Saga, attemptId: string): Movement[] {
  if (payment === undefined) return [];
  return payment.capturedBy === undefined
    ? [{ kind: 'void', amount: total, reference: payment.id }]
    : [{ kind: 'refund', amount: total, reference: `settled:${attemptId}` }];
}

async function paymentAt({ payment }: Connection, saga: Saga): Promise<Payment | undefined> {
  if (saga.payment === undefined || saga.flow === 'platform') return undefined;
  const found = await payment.account.retrieve(paymentId(saga.payment.id));
  if (!found.ok) throw new Error(`The provider cannot be asked: ${found.error.message}`);
  return found.value;
}

async function orderAt({ platform }: Connection, id: string): Promise<OrderSnapshot | undefined> {
  try {
    return await platform.store.getOrder(id);
  } catch (error) {
    if (error instanceof ConnectorError && error.failure.kind === 'rejected') return undefined;
    throw error;
  }
}
