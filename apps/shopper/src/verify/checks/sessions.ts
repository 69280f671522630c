import type { Check } from '../check';
import { ensureFlatError } from '../flat-error';
import { readSession } from '../../session/session-view';
import { purchase, choose, open, openReady, SESSIONS, unknownId, update } from '../steps';
import { ensure, ensureStatus, required } from '../verdict';

const create: Check = {
  id: 'session.create',
  sentence: 'creates a session: 201 with the item, its quantity and the currency',
  source: 'RFC agentic_checkout §4.1',
  async run(context) {
    const { session, exchange } = await open(context);
    ensure(session.lines.length === 1, `the session has ${session.lines.length} lines, expected 1`, exchange);
    ensure(
      session.lines[0]?.itemId === context.data.items.inStock,
      'the line is not for the item asked for',
      exchange,
    );
    ensure(session.currency === context.data.currency, `the currency is ${session.currency}`, exchange);
  },
};

const ready: Check = {
  id: 'session.ready',
  sentence: 'is ready for payment once item, buyer, address and option are known',
  source: 'RFC agentic_checkout §2.2',
  async run(context) {
    await openReady(context);
  },
};

const retrieve: Check = {
  id: 'session.get',
  sentence: 'returns the same state on GET with 200',
  source: 'RFC agentic_checkout §4.3',
  async run(context) {
    const { exchange, path } = await open(context);
    const read = await context.agent.get(path);
    ensureStatus(read, 200);
    const [before, after] = [readSession(exchange.body), readSession(read.body)];
    ensure(after.id === before.id, 'GET returns another session', read);
    ensure(
      after.status === before.status,
      `GET says "${after.status}", create said "${before.status}"`,
      read,
    );
    ensure(after.totals.get('total') === before.totals.get('total'), 'GET says another total', read);
  },
};

const change: Check = {
  id: 'session.update',
  sentence: 'changes the quantity by an update, 200 with the whole state',
  source: 'RFC agentic_checkout §4.2',
  async run(context) {
    const { session, path } = await open(context);
    const line = required(session.lines[0], 'a line in the session');
    const changed = await update(context, path, context.dialect.items([{ id: line.itemId, quantity: 2 }]));
    ensure(changed.session.lines[0]?.quantity === 2, 'the quantity did not become 2', changed.exchange);
    const base = (view: typeof session) => view.lines[0]?.amounts.base ?? 0;
    ensure(
      base(changed.session) === 2 * base(session),
      'twice the quantity is not twice the base amount',
      changed.exchange,
    );
  },
};

const unknown: Check = {
  id: 'session.unknown',
  sentence: 'answers 404 with a flat error to an unknown session, on get, update, complete and cancel',
  source: 'RFC agentic_checkout §4.3',
  async run({ agent, dialect, data }) {
    const path = `${SESSIONS}/${unknownId()}`;
    const payment = dialect.payment({
      token: 'tok_unknown',
      handlerId: 'unknown',
      billingAddress: data.address,
    });
    ensureFlatError(await agent.get(path), [404]);
    ensureFlatError(await agent.post(path, dialect.buyer(data.contact)), [404]);
    ensureFlatError(await agent.post(`${path}/complete`, payment), [404]);
    ensureFlatError(await agent.post(`${path}/cancel`, {}), [404]);
  },
};

const foreign: Check = {
  id: 'session.foreign',
  sentence: "answers another merchant's agent exactly as if the session did not exist",
  source: 'RFC agentic_checkout §7',
  async run(context) {
    const stranger = required(context.stranger, "another merchant's token (--other-token)");
    const { path, session } = await open(context);
    const missing = unknownId();
    const [theirs, nobodys] = [await stranger.get(path), await stranger.get(`${SESSIONS}/${missing}`)];
    ensureFlatError(theirs, [404]);
    ensure(
      theirs.text.replaceAll(session.id, '') === nobodys.text.replaceAll(missing, ''),
      'the answer for a foreign session differs from the one for an unknown session',
      theirs,
    );
  },
};

const cancel: Check = {
  id: 'session.cancel',
  sentence: 'cancels an open session with 200 and status canceled',
  source: 'RFC agentic_checkout §4.5',
  async run(context) {
    const { path } = await open(context);
    const exchange = await context.agent.post(`${path}/cancel`, {});
    ensureStatus(exchange, 200);
    const { status } = readSession(exchange.body);
    ensure(status === 'canceled', `the session is "${status}", expected "canceled"`, exchange);
  },
};

const cancelTwice: Check = {
  id: 'session.cancel-canceled',
  sentence: 'answers 405 to cancelling a canceled session',
  source: 'RFC agentic_checkout §4.5',
  async run(context) {
    const { path } = await open(context);
    ensureStatus(await context.agent.post(`${path}/cancel`, {}), 200);
    ensureFlatError(await context.agent.post(`${path}/cancel`, {}), [405]);
  },
};

const cancelCompleted: Check = {
  id: 'session.cancel-completed',
  sentence: 'answers 405 to cancelling a completed session',
  source: 'RFC agentic_checkout §4.5',
  async run(context) {
    const { path } = await purchase(context);
    ensureFlatError(await context.agent.post(`${path}/cancel`, {}), [405]);
  },
};

const option: Check = {
  id: 'session.option',
  sentence: 'takes the fulfilment option that the buyer chooses, and charges its price',
  source: 'RFC agentic_checkout §4.2',
  async run(context) {
    const created = await open(context);
    const other = required(
      created.session.options.find(({ id }) => !created.session.chosen.includes(id)),
      'an item and address with more than one fulfilment option',
    );
    const { session, exchange } = await choose(context, created, other.id);
    ensure(session.chosen.includes(other.id), `option "${other.id}" is not shown as chosen`, exchange);
  },
};

export const sessionChecks: readonly Check[] = [
  create,
  ready,
  retrieve,
  change,
  unknown,
  foreign,
  cancel,
  cancelTwice,
  cancelCompleted,
  option,
];
