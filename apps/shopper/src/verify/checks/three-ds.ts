import { isObject } from '../../json/json';
import { pick, textAt } from '../../json/read';
import { errorCodes, readSession } from '../../session/session-view';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { ensureFlatError } from '../flat-error';
import { ensureCompleted, openReady, pay, spareItems } from '../steps';
import { ensure, ensureStatus, required } from '../verdict';

const SOURCE = 'RFC agentic_checkout §4.4, §9.7; schema AuthenticationMetadata';
const SINCE = '2025-12-12';

/** Pays with a token whose card asks for 3DS. */
async function challenge(context: CheckContext) {
  const token = required(
    context.data.payments.requires3ds,
    'a payment token that asks for 3DS (--three-ds-token)',
  );
  const ready = await openReady(context, spareItems(context));
  return { ready, token, exchange: await pay(context, ready, token) };
}

const asked: Check = {
  id: 'three-ds.required',
  sentence: 'goes to authentication_required with authentication_metadata where the card asks for 3DS',
  source: SOURCE,
  since: SINCE,
  async run(context) {
    const { exchange } = await challenge(context);
    ensureStatus(exchange, 200);
    const { status, order } = readSession(exchange.body);
    ensure(status === 'authentication_required', `the session is "${status}"`, exchange);
    ensure(
      isObject(pick(exchange.body, 'authentication_metadata')),
      'authentication_metadata is missing',
      exchange,
    );
    ensure(order === undefined, 'there is an order before the cardholder was authenticated', exchange);
  },
};

const askedBefore: Check = {
  id: 'three-ds.message',
  sentence: 'says requires_3ds by a message, as this version has no state for it',
  source: 'schema MessageError',
  until: '2025-09-29',
  async run(context) {
    const { exchange } = await challenge(context);
    const session = readSession(exchange.body);
    ensure(errorCodes(session).includes('requires_3ds'), 'there is no requires_3ds message', exchange);
    ensure(session.order === undefined, 'there is an order', exchange);
  },
};

const withoutResult: Check = {
  id: 'three-ds.result-required',
  sentence: 'answers 400 requires_3ds at $.authentication_result to a complete without the result',
  source: SOURCE,
  since: SINCE,
  async run(context) {
    const { ready, token } = await challenge(context);
    const exchange = await pay(context, ready, token);
    ensureFlatError(exchange, [400], 'requires_3ds');
    ensure(
      textAt(exchange.body, 'param') === '$.authentication_result',
      'param is not $.authentication_result',
      exchange,
    );
  },
};

const withResult: Check = {
  id: 'three-ds.completed',
  sentence: 'completes once the agent brings the authentication result',
  source: SOURCE,
  since: SINCE,
  async run(context) {
    const { ready, token } = await challenge(context);
    const result = required(context.dialect.authenticated(), 'a version with 3DS');
    ensureCompleted(context, await pay(context, ready, token, { authentication_result: result }));
  },
};

export const threeDsChecks: readonly Check[] = [asked, askedBefore, withoutResult, withResult];
