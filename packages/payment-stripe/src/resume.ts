import { sameMoney, type AuthenticationResult } from '@acp-hub/commerce';
import type {
  AuthorizeRequest,
  PaymentId,
  PaymentRejection,
  PaymentWriteError,
  PaymentWriteResult,
} from '@acp-hub/payment';
import { attempt, type Attempt } from './attempt';
import { authenticationOf, hasPassed } from './authentication';
import type { StripeClient } from './client';
import { resumedMetadata, SESSION_MEMBER } from './metadata';
import { readIntent, WITH_CHARGE } from './read-payment';
import { anySchema, type WireIntent } from './wire';
import { nextKey } from './write';

/** Goes on with an intent that asked for 3-D Secure: confirms it with the proof, or gives it up without one. */
export async function resume(
  client: StripeClient,
  request: AuthorizeRequest,
  id: PaymentId,
  result: AuthenticationResult,
): Promise<PaymentWriteResult<Attempt>> {
  const found = await readIntent(client, id);
  if (!found.ok) return { ok: false, error: { ...found.error, outcome: 'not_applied' } };
  const objection = objectionTo(found.value, request);
  if (objection !== undefined) return { ok: false, error: objection };
  const intent = found.value as WireIntent;
  // Decided already: by an earlier try, or by the buyer in Stripe's own pages.
  if (intent.status !== 'requires_action') return { ok: true, value: { kind: 'intent', intent } };
  if (!hasPassed(result)) return { ok: true, value: await giveUp(client, id, request.idempotencyKey) };

  // Confirming takes no metadata, and the payment must be found by this key even if the answer gets lost.
  const marked = await client.read(anySchema, (sdk) =>
    sdk.paymentIntents.update(id, { metadata: resumedMetadata(request) }, client.options()),
  );
  if (!marked.ok) return { ok: false, error: { ...marked.error, outcome: 'not_applied' } };
  return { ok: true, value: await confirm(client, id, request.idempotencyKey, result) };
}

const confirm = (client: StripeClient, id: PaymentId, key: string, result: AuthenticationResult) =>
  once(key, (under) =>
    attempt(client, (sdk) =>
      sdk.paymentIntents.confirm(
        id,
        { ...authenticationOf(result), error_on_requires_action: true, expand: WITH_CHARGE },
        client.options(under),
      ),
    ),
  );

const giveUp = (client: StripeClient, id: PaymentId, key: string) =>
  once(key, (under) =>
    attempt(client, (sdk) =>
      sdk.paymentIntents.cancel(
        id,
        { cancellation_reason: 'abandoned', expand: WITH_CHARGE },
        client.options(under),
      ),
    ),
  );

/** An intent is confirmed and cancelled once whatever the key, so that a key with a kept 500 is simply left. */
async function once(key: string, run: (key: string) => Promise<Attempt>): Promise<Attempt> {
  const first = await run(key);
  return first.kind === 'failed' && first.isKept ? run(nextKey(key)) : first;
}

/** Why that payment cannot go on for this request; `undefined` where it can. */
function objectionTo(
  intent: WireIntent | undefined,
  { amount, reference }: AuthorizeRequest,
): PaymentWriteError | undefined {
  if (intent === undefined)
    return refusal('unknown_payment', 'There is no payment that waits for this authentication.');
  if (intent.metadata[SESSION_MEMBER] !== reference.sessionId)
    return refusal('invalid_request', 'The authentication result belongs to another checkout session.');
  return sameMoney(intent.amount, amount)
    ? undefined
    : refusal('amount_out_of_range', 'The payment was opened for another amount.');
}

const refusal = (reason: PaymentRejection, message: string): PaymentWriteError => ({
  kind: 'rejected',
  reason,
  message,
  outcome: 'not_applied',
});
