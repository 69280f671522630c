import { randomUUID } from 'node:crypto';
import type { ItemWanted } from '../dialect/dialect';
import type { HeaderChanges } from '../http/acp-client';
import type { Exchange } from '../http/exchange';
import type { JsonObject } from '../json/json';
import { readSession, type SessionView } from '../session/session-view';
import type { CheckContext } from './context';
import { ensure, ensureStatus, required } from './verdict';

export const SESSIONS = '/checkout_sessions';

/** An id that no server has given out. */
export const unknownId = (): string => `cs_unknown_${randomUUID().replaceAll('-', '')}`;

export interface Draft {
  readonly items?: readonly ItemWanted[];
  /** Whether the request says who buys, and where to; both unless told otherwise. */
  readonly withBuyer?: boolean;
  readonly withAddress?: boolean;
  readonly extra?: JsonObject;
}

/** The body of a create request in the version at hand. */
export function createBody({ dialect, data }: CheckContext, draft: Draft = {}): JsonObject {
  const { withBuyer = true, withAddress = true } = draft;
  const items = draft.items ?? [
    { id: required(data.items.inStock, 'an item in stock (--item)'), quantity: 1 },
  ];
  return {
    ...dialect.opening(data.currency),
    ...dialect.items(items),
    ...(withBuyer ? dialect.buyer(data.contact) : {}),
    ...(withAddress ? dialect.address(data.address, withBuyer ? data.contact : undefined) : {}),
    ...draft.extra,
  };
}

export interface Opened {
  readonly exchange: Exchange;
  readonly session: SessionView;
  /** `/checkout_sessions/{id}` */
  readonly path: string;
}

/** Creates a session. @throws CheckFailed unless the answer is 201 with an id. */
export async function open(context: CheckContext, draft?: Draft, changes?: HeaderChanges): Promise<Opened> {
  const exchange = await context.agent.post(SESSIONS, createBody(context, draft), changes);
  ensureStatus(exchange, 201);
  return opened(exchange);
}

function opened(exchange: Exchange): Opened {
  const session = readSession(exchange.body);
  ensure(session.id !== '', 'the answer has no session id', exchange);
  return { exchange, session, path: `${SESSIONS}/${encodeURIComponent(session.id)}` };
}

/** Creates a session and chooses an option where the server has not, until it is ready for payment. */
export async function openReady(context: CheckContext, draft?: Draft): Promise<Opened> {
  const created = await open(context, draft);
  const option = created.session.options[0];
  const chosen =
    created.session.status === 'ready_for_payment' || option === undefined
      ? created
      : await choose(context, created, option.id);
  ensure(
    chosen.session.status === 'ready_for_payment',
    `with item, buyer, address and option the session is "${chosen.session.status}", expected "ready_for_payment"`,
    chosen.exchange,
  );
  return chosen;
}

/** Chooses a fulfilment option for all lines. @throws CheckFailed unless the answer is 200. */
export async function choose(
  context: CheckContext,
  { session, path }: Opened,
  optionId: string,
): Promise<Opened> {
  const type = session.options.find(({ id }) => id === optionId)?.type ?? 'shipping';
  const itemIds = session.lines.map(({ id, itemId }) =>
    context.dialect.itemsField === 'items' ? itemId : id,
  );
  return update(context, path, context.dialect.chooseOption({ type, id: optionId, itemIds }));
}

/** Updates a session. @throws CheckFailed unless the answer is 200. */
export async function update(context: CheckContext, path: string, body: JsonObject): Promise<Opened> {
  const exchange = await context.agent.post(path, body);
  ensureStatus(exchange, 200);
  return opened(exchange);
}

/** Sends a complete request with a payment token; the answer is the caller's to judge. */
export function pay(
  { agent, dialect, data }: CheckContext,
  { session, path }: Opened,
  token: string,
  extra: JsonObject = {},
  changes?: HeaderChanges,
): Promise<Exchange> {
  const [handlerId = ''] = session.handlerIds;
  const payment = dialect.payment({ token, handlerId, billingAddress: data.address });
  return agent.post(`${path}/complete`, { ...payment, ...extra }, changes);
}

/** A payment token that is approved. @throws CheckSkipped where none is known. */
export const goodToken = ({ data }: CheckContext): string =>
  required(data.payments.ok, 'a payment token that is approved (--payment-token)');

/** What checks of paying put into the cart: digital goods where they are known, so that no shelf is emptied. */
export function spareItems({ data }: CheckContext): Draft {
  const id = data.items.digital ?? required(data.items.inStock, 'an item in stock (--item)');
  return { items: [{ id, quantity: 1 }] };
}

const purchases = new WeakMap<CheckContext, Promise<Opened>>();

/**
 * A purchase of the item in stock, made once and shared by the checks that only look at it.
 * @throws CheckFailed unless it ended in a completed session with an order.
 */
export function purchase(context: CheckContext): Promise<Opened> {
  const made = purchases.get(context) ?? buy(context);
  purchases.set(context, made);
  return made;
}

async function buy(context: CheckContext): Promise<Opened> {
  const token = goodToken(context);
  const exchange = await pay(context, await openReady(context), token);
  ensureCompleted(context, exchange);
  return opened(exchange);
}

/** @throws CheckFailed unless the answer says that an order exists. */
export function ensureCompleted({ expectations }: CheckContext, exchange: Exchange): void {
  ensureStatus(exchange, expectations.completed);
  const { status, order } = readSession(exchange.body);
  ensure(status === 'completed', `the session is "${status}" after complete, expected "completed"`, exchange);
  ensure(order !== undefined, 'the completed session has no order', exchange);
}
