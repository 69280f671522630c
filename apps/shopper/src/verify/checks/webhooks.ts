import { awaitWebhook } from '../../inbox/reader';
import { checkSignature } from '../../inbox/signature';
import { textAt } from '../../json/read';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { purchase } from '../steps';
import { ensure, required } from '../verdict';

const SOURCE = 'OpenAPI agentic_checkout_webhook';
const PATIENCE_MS = 20_000;

/** Buys something and waits for the webhook that tells of it. */
async function announced(context: CheckContext) {
  const inbox = required(context.data.inboxUrl, 'an inbox that lists webhooks (--inbox)');
  const { session, exchange } = await purchase(context);
  const seen = await awaitWebhook(context.transport, inbox, session.id, PATIENCE_MS);
  ensure(seen !== undefined, `no webhook about ${session.id} came within ${PATIENCE_MS / 1000} s`, exchange);
  return seen;
}

const arrives: Check = {
  id: 'webhook.order-created',
  sentence: 'tells the agent of a new order by a webhook',
  source: SOURCE,
  async run(context) {
    const { event } = await announced(context);
    const { orderCreated } = context.expectations;
    ensure(
      textAt(event, 'type') === orderCreated,
      `its type is "${textAt(event, 'type')}", expected ${orderCreated}`,
    );
    ensure(textAt(event, 'data', 'type') === 'order', 'data.type is not "order"');
  },
};

const signature: Check = {
  id: 'webhook.signature',
  sentence: "signs the webhook with exactly one signature that the agent's secret confirms",
  source: `${SOURCE}, header Merchant-Signature`,
  async run(context) {
    const secret = required(
      context.data.webhookSecret,
      'the secret that webhooks are signed with (--webhook-secret)',
    );
    const { received } = await announced(context);
    const verdict = checkSignature(received.headers, received.body, secret, Date.parse(received.received_at));
    ensure(verdict.kind !== 'missing', 'the webhook is not signed');
    ensure(
      verdict.kind === 'valid',
      `the signature is wrong: ${verdict.kind === 'invalid' ? verdict.problem : ''}`,
    );
    const { signature: form } = context.expectations;
    ensure(verdict.form === form, `the signature is of the form ${verdict.form}, expected ${form}`);
  },
};

const shape: Check = {
  id: 'webhook.schema',
  sentence: 'writes the webhook as the official OpenAPI document has it',
  source: SOURCE,
  async run(context) {
    const schemas = required(context.schemas, "the protocol's schema files (--schemas <dir>)");
    const { event } = await announced(context);
    const problems = schemas.webhookViolations(event);
    ensure(problems.length === 0, `breaks WebhookEvent: ${problems.slice(0, 5).join('; ')}`);
  },
};

export const webhookChecks: readonly Check[] = [arrives, signature, shape];
