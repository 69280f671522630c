import type { JsonObject } from '../../json/json';
import { readSession } from '../../session/session-view';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { ensureFlatError } from '../flat-error';
import { open } from '../steps';
import { ensure, ensureStatus } from '../verdict';

const SINCE = '2025-12-12';
const SUMMARY = 'Shipping cost more than the mug itself.';

async function cancelWith(context: CheckContext, trace: JsonObject) {
  const { path } = await open(context);
  return { path, exchange: await context.agent.post(`${path}/cancel`, { intent_trace: trace }) };
}

const writeOnly: Check = {
  id: 'intent.write-only',
  sentence: 'cancels with an intent trace and never returns the trace',
  source: 'RFC intent_traces §3.1, §6',
  since: SINCE,
  async run(context) {
    const { path, exchange } = await cancelWith(context, {
      reason_code: 'shipping_cost',
      trace_summary: SUMMARY,
    });
    ensureStatus(exchange, 200);
    ensure(readSession(exchange.body).status === 'canceled', 'the session is not canceled', exchange);
    for (const answer of [exchange, await context.agent.get(path)])
      ensure(
        !answer.text.includes(SUMMARY) && !answer.text.includes('intent_trace'),
        'the trace comes back',
        answer,
      );
  },
};

const unknownReason: Check = {
  id: 'intent.unknown-reason',
  sentence: 'cancels with a reason it does not know',
  source: 'RFC intent_traces §5, §7.2',
  since: SINCE,
  async run(context) {
    const { exchange } = await cancelWith(context, { reason_code: 'changed_their_mind' });
    ensureStatus(exchange, 200);
  },
};

const nested: Check = {
  id: 'intent.flat-metadata',
  sentence: 'refuses nested metadata in an intent trace with 400',
  source: 'RFC intent_traces §5',
  since: SINCE,
  async run(context) {
    const { exchange } = await cancelWith(context, {
      reason_code: 'other',
      metadata: { nested: { deep: 1 } },
    });
    ensureFlatError(exchange, [400]);
  },
};

export const intentChecks: readonly Check[] = [writeOnly, unknownReason, nested];
