import { isObject } from '../../json/json';
import { objectsAt, pick, textsAt } from '../../json/read';
import { activeExtensions } from '../../session/session-view';
import type { Check } from '../check';
import { open } from '../steps';
import { ensure } from '../verdict';

const SINCE = '2026-01-30';

const intersection: Check = {
  id: 'capabilities.intersection',
  sentence: 'returns the interventions that both sides support, and none the agent did not name',
  source: 'RFC capability_negotiation §4.5.1',
  since: SINCE,
  async run(context) {
    const capabilities = { interventions: { supported: ['3ds'] } };
    const both = await open(context, { extra: { capabilities } });
    const supported = textsAt(both.exchange.body, 'capabilities', 'interventions', 'supported');
    ensure(
      supported.every((one) => one === '3ds'),
      `the agent supports 3ds, the answer says ${supported.join(', ')}`,
      both.exchange,
    );
    const none = await open(context, { extra: { capabilities: { interventions: { supported: [] } } } });
    const left = textsAt(none.exchange.body, 'capabilities', 'interventions', 'supported');
    ensure(
      left.length === 0,
      `the agent supports nothing, the answer says ${left.join(', ')}`,
      none.exchange,
    );
  },
};

const unknown: Check = {
  id: 'capabilities.unknown',
  sentence: 'ignores capabilities that it does not know',
  source: 'RFC capability_negotiation §6.4',
  since: SINCE,
  async run(context) {
    const capabilities = {
      interventions: { supported: ['3ds', 'telepathy'] },
      extensions: ['discount', 'time_travel'],
    };
    const { exchange } = await open(context, { extra: { capabilities } });
    const returned = textsAt(exchange.body, 'capabilities', 'interventions', 'supported');
    ensure(!returned.includes('telepathy'), 'an unknown intervention comes back', exchange);
    ensure(
      !activeExtensions(exchange.body).includes('time_travel'),
      'an unknown extension comes back',
      exchange,
    );
  },
};

const handlers: Check = {
  id: 'capabilities.handlers',
  sentence: 'names the payment handlers an agent may use, with psp and merchant_id',
  source: 'RFC payment_handlers §5.1',
  since: SINCE,
  async run(context) {
    const { exchange } = await open(context);
    const named = objectsAt(exchange.body, 'capabilities', 'payment', 'handlers');
    ensure(named.length > 0, 'there is no payment handler', exchange);
    for (const handler of named) {
      ensure(typeof handler['psp'] === 'string', 'a handler lacks psp', exchange);
      ensure(
        handler['requires_delegate_payment'] !== true || pick(handler, 'config', 'merchant_id') !== undefined,
        'a handler that needs a delegated payment lacks config.merchant_id',
        exchange,
      );
    }
  },
};

const provider: Check = {
  id: 'capabilities.payment-provider',
  sentence: 'names the payment provider in the session',
  source: 'schema PaymentProvider',
  until: '2026-01-16',
  async run(context) {
    const { exchange } = await open(context);
    ensure(isObject(pick(exchange.body, 'payment_provider')), 'payment_provider is missing', exchange);
  },
};

export const capabilityChecks: readonly Check[] = [intersection, unknown, handlers, provider];
