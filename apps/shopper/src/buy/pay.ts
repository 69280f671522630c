import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../json/json';
import { errorCodes, readSession, type SessionView } from '../session/session-view';
import { formatAmount } from '../terminal/amount';
import type { Shopping } from './errand';
import { explainError, explainSession } from './explain';
import type { Step } from './fill-cart';

const POLL = { everyMs: 500, forMs: 60_000 };

/** Completes the session with the payment token, through 3DS and slow payments, until it is settled. */
export async function pay(shopping: Shopping, session: SessionView): Promise<Step> {
  const { narrator, dialect } = shopping;
  narrator.step(`Paying ${formatAmount(session.totals.get('total') ?? 0, session.currency)}`);
  const first = await complete(shopping, session, {});
  if (first.kind !== 'on') return first;
  if (!asksFor3ds(first.session)) return settle(shopping, first.session);

  narrator.warn('the bank asks the buyer to authenticate (3-D Secure)');
  const result = dialect.authenticated();
  if (result === undefined)
    return {
      kind: 'refused',
      reason: `Version ${dialect.version} has no way to bring a 3DS result; use a newer one.`,
      session: first.session,
    };
  narrator.detail('playing the cardholder: authenticated');
  const second = await complete(shopping, session, { authentication_result: result });
  return second.kind === 'on' ? settle(shopping, second.session) : second;
}

async function complete(
  { client, dialect, data, errand }: Shopping,
  session: SessionView,
  extra: JsonObject,
): Promise<Step> {
  const [handlerId = ''] = session.handlerIds;
  const exchange = await client.post(`/checkout_sessions/${encodeURIComponent(session.id)}/complete`, {
    ...dialect.buyer(data.contact),
    ...dialect.payment({ token: errand.paymentToken, handlerId, billingAddress: data.address }),
    ...extra,
  });
  if (exchange.status >= 500) return { kind: 'not_acp', reason: explainError(exchange) };
  if (exchange.status >= 300) return { kind: 'refused', reason: explainError(exchange), session };
  return { kind: 'on', session: readSession(exchange.body) };
}

const asksFor3ds = (session: SessionView): boolean =>
  session.status === 'authentication_required' || errorCodes(session).includes('requires_3ds');

/** Waits while the shop is still at it, then says whether there is an order. */
async function settle({ client, narrator }: Shopping, answered: SessionView): Promise<Step> {
  const deadline = performance.now() + POLL.forMs;
  let session = answered;
  while (session.status === 'complete_in_progress' || session.status === 'in_progress') {
    if (performance.now() > deadline)
      return { kind: 'refused', reason: `After ${POLL.forMs / 1000} s the shop is still at it.`, session };
    narrator.detail('the shop is still at it …');
    await sleep(POLL.everyMs);
    session = readSession((await client.get(`/checkout_sessions/${encodeURIComponent(session.id)}`)).body);
  }
  return session.status === 'completed'
    ? { kind: 'on', session }
    : { kind: 'refused', reason: explainSession(session), session };
}
