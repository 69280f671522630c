import type { JsonObject } from '../json/json';
import { appliedCoupons, readSession, rejectedCoupons, type SessionView } from '../session/session-view';
import type { Exchange } from '../http/exchange';
import type { Shopping } from './errand';
import { explainError, explainMessage, explainSession } from './explain';
import type { PurchaseOutcome } from './outcome';
import { renderLines } from './receipt';

export type Step =
  { readonly kind: 'on'; readonly session: SessionView } | Exclude<PurchaseOutcome, { kind: 'bought' }>;

/** Creates the checkout session with item, buyer, address and coupon. */
export async function fillCart(shopping: Shopping): Promise<Step> {
  const { client, data, dialect, errand, narrator } = shopping;
  narrator.step(`Asking for ${errand.quantity} × ${errand.itemId}`);
  const exchange = await client.post('/checkout_sessions', {
    ...dialect.opening(data.currency),
    ...dialect.items([{ id: errand.itemId, quantity: errand.quantity }]),
    ...dialect.buyer(data.contact),
    ...dialect.address(data.address, data.contact),
    ...couponOf(shopping),
  });
  const step = read(exchange, 201);
  if (step.kind !== 'on') return step;
  const { session } = step;
  narrator.good(`session ${session.id}, ${session.status}`);
  tellCoupons(shopping, exchange);
  for (const line of renderLines(session)) narrator.detail(line);
  for (const message of session.messages) narrator.warn(explainMessage(message));
  const canGoOn = session.status === 'ready_for_payment' || session.options.length > 0;
  const blocked = session.messages.some(
    ({ code }) => code === 'out_of_stock' || code === 'quantity_exceeded',
  );
  return canGoOn && !blocked ? step : { kind: 'refused', reason: explainSession(session), session };
}

function couponOf({ dialect, errand, narrator }: Shopping): JsonObject {
  if (errand.coupon === undefined) return {};
  const fields = dialect.coupons([errand.coupon]);
  if (fields === undefined) narrator.warn(`version ${dialect.version} has no coupons, going on without`);
  return fields ?? {};
}

function tellCoupons({ narrator }: Shopping, { body }: Exchange): void {
  for (const code of appliedCoupons(body)) narrator.good(`coupon ${code} applied`);
  for (const code of rejectedCoupons(body)) narrator.warn(`coupon ${code} not accepted`);
}

/** Reads an answer as a session where it has the status of success, and as a refusal otherwise. */
export function read(exchange: Exchange, expected: number): Step {
  if (exchange.status >= 500 || exchange.body === undefined)
    return { kind: 'not_acp', reason: explainError(exchange) };
  if (exchange.status !== expected)
    return { kind: 'refused', reason: explainError(exchange), session: undefined };
  const session = readSession(exchange.body);
  if (session.id === '') return { kind: 'not_acp', reason: 'The server answered without a session.' };
  return { kind: 'on', session };
}
