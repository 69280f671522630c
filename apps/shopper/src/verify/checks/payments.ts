import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { textAt } from '../../json/read';
import { errorCodes, readSession } from '../../session/session-view';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { purchase, ensureCompleted, goodToken, openReady, pay, spareItems } from '../steps';
import { ensure, ensureStatus, required } from '../verdict';

const SETTLED_WITHIN_MS = 60_000;
const POLL_MS = 500;

const SOURCE = 'RFC agentic_checkout §4.4';

const complete: Check = {
  id: 'complete.order',
  sentence: 'completes with status completed and an order {id, checkout_session_id, permalink_url}',
  source: SOURCE,
  async run(context) {
    const { exchange, session } = await purchase(context);
    ensure(
      textAt(exchange.body, 'order', 'checkout_session_id') === session.id,
      'the order names another session',
      exchange,
    );
    ensure(URL.canParse(session.order?.permalink ?? ''), 'permalink_url is not a URL', exchange);
  },
};

const replay: Check = {
  id: 'complete.replay',
  sentence: 'answers a repeated complete with the same order, and orders nothing again',
  source: 'RFC agentic_checkout §6.3',
  async run(context) {
    const ready = await openReady(context, spareItems(context));
    const key = { 'idempotency-key': randomUUID() };
    const first = await pay(context, ready, goodToken(context), {}, key);
    ensureCompleted(context, first);
    const second = await pay(context, ready, goodToken(context), {}, key);
    ensureStatus(second, first.status);
    ensure(second.text === first.text, 'the second answer differs from the first', second);
  },
};

const twice: Check = {
  id: 'complete.twice',
  sentence: 'never makes a second order of a session that is completed',
  source: 'RFC agentic_checkout §6.3',
  async run(context) {
    const bought = await purchase(context);
    const again = await pay(context, bought, goodToken(context));
    const order = readSession(again.body).order;
    ensure(again.status < 500, `completing again answers ${again.status}`, again);
    ensure(
      order === undefined || order.id === bought.session.order?.id,
      'completing again made another order',
      again,
    );
  },
};

const noEmail: Check = {
  id: 'complete.missing-email',
  sentence:
    'asks for the e-mail address by a missing message at $.buyer.email, and orders nothing without it',
  source: 'RFC agentic_checkout §8; schema MessageError',
  async run(context) {
    const ready = await openReady(context, { ...spareItems(context), withBuyer: false });
    const exchange = await pay(context, ready, goodToken(context));
    ensure(exchange.status < 500, `complete answers ${exchange.status}`, exchange);
    const session = readSession(exchange.body);
    ensure(session.order === undefined && session.status !== 'completed', 'an order was made', exchange);
    const asked =
      session.messages.some(({ code, param }) => code === 'missing' && param === '$.buyer.email') ||
      textAt(exchange.body, 'param') === '$.buyer.email';
    ensure(asked, 'nothing asks for $.buyer.email', exchange);
    const read = readSession((await context.agent.get(ready.path)).body);
    ensure(
      read.order === undefined && read.status !== 'completed',
      'the session was completed all the same',
      exchange,
    );
  },
};

async function decline(context: CheckContext) {
  const token = required(
    context.data.payments.declined,
    'a payment token that is declined (--declined-token)',
  );
  const ready = await openReady(context, spareItems(context));
  return { ready, exchange: await pay(context, ready, token) };
}

const declined: Check = {
  id: 'complete.declined',
  sentence: 'tells of a decline by a payment_declined message, and makes no order',
  source: `${SOURCE}; schema MessageError`,
  async run(context) {
    const { exchange } = await decline(context);
    ensure(exchange.status < 500, `complete answers ${exchange.status}`, exchange);
    const session = readSession(exchange.body);
    ensure(session.order === undefined, 'a declined payment made an order', exchange);
    const told =
      errorCodes(session).includes('payment_declined') ||
      textAt(exchange.body, 'code') === 'payment_declined';
    ensure(told, 'nothing says payment_declined', exchange);
  },
};

const afterDecline: Check = {
  id: 'complete.after-decline',
  sentence: 'lets the buyer try again with another token after a decline',
  source: SOURCE,
  async run(context) {
    const { ready } = await decline(context);
    ensureCompleted(context, await pay(context, ready, goodToken(context)));
  },
};

const slowProvider: Check = {
  id: 'complete.timeout',
  sentence: 'brings a payment whose provider goes silent to an order, or to a session that can be paid again',
  source: `${SOURCE}; schema CheckoutSessionBase.status`,
  async run(context) {
    const token = required(
      context.data.payments.timeout,
      'a token on which the provider times out (--timeout-token)',
    );
    const ready = await openReady(context, spareItems(context));
    const exchange = await pay(context, ready, token);
    ensure(exchange.status < 300, `complete answers ${exchange.status}`, exchange);
    const deadline = performance.now() + SETTLED_WITHIN_MS;
    let latest = exchange;
    while (readSession(latest.body).status.endsWith('in_progress')) {
      ensure(performance.now() < deadline, `nothing is settled after ${SETTLED_WITHIN_MS / 1000} s`, latest);
      await sleep(POLL_MS);
      latest = await context.agent.get(ready.path);
    }
    const { status, order } = readSession(latest.body);
    ensure(
      status === 'ready_for_payment' || (status === 'completed' && order !== undefined),
      `the session ends "${status}", ${order === undefined ? 'without' : 'with'} an order`,
      latest,
    );
  },
};

export const paymentChecks: readonly Check[] = [
  complete,
  replay,
  twice,
  noEmail,
  declined,
  afterDecline,
  slowProvider,
];
