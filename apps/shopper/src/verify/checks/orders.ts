import { textAt, textsAt } from '../../json/read';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { ensureFlatError } from '../flat-error';
import { purchase, unknownId } from '../steps';
import { CheckSkipped, ensure, ensureStatus, required } from '../verdict';
import { fetchDiscovery } from './discovery';

const SOURCE = 'upstream proposal #234 (GET /orders/{id}); RFC orders §4.1';

/** Reading orders is an extension: it is checked only where the server advertises it. */
async function boughtOrder(context: CheckContext) {
  const services = textsAt((await fetchDiscovery(context)).body, 'capabilities', 'services');
  if (!services.includes('orders'))
    throw new CheckSkipped('needs a server that advertises the service "orders"');
  const { session } = await purchase(context);
  return { id: required(session.order?.id, 'an order'), sessionId: session.id };
}

const retrieve: Check = {
  id: 'order.retrieve',
  sentence: 'shows the order to the agent that made it',
  source: SOURCE,
  async run(context) {
    const { id, sessionId } = await boughtOrder(context);
    const exchange = await context.agent.get(`/orders/${encodeURIComponent(id)}`);
    ensureStatus(exchange, 200);
    ensure(textAt(exchange.body, 'id') === id, 'another order came', exchange);
    ensure(
      textAt(exchange.body, 'checkout_session_id') === sessionId,
      'the order names another session',
      exchange,
    );
    const problems = context.schemasOf('2026-04-17')?.violations('Order', exchange.body) ?? [];
    ensure(problems.length === 0, `the order breaks the schema: ${problems.join('; ')}`, exchange);
  },
};

const foreign: Check = {
  id: 'order.foreign',
  sentence: "answers another merchant's agent exactly as if the order did not exist",
  source: `${SOURCE}; RFC agentic_checkout §7`,
  async run(context) {
    const stranger = required(context.stranger, "another merchant's token (--other-token)");
    const { id } = await boughtOrder(context);
    const missing = unknownId();
    const [theirs, nobodys] = [await stranger.get(`/orders/${id}`), await stranger.get(`/orders/${missing}`)];
    ensureFlatError(theirs, [404]);
    ensure(
      theirs.text.replaceAll(id, '') === nobodys.text.replaceAll(missing, ''),
      'the answer for a foreign order differs from the one for an unknown order',
      theirs,
    );
  },
};

export const orderChecks: readonly Check[] = [retrieve, foreign];
