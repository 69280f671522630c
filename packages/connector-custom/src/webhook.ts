import type { PlatformEvent, WebhookRequest } from '@acp-hub/connector';
import { contractHeaders, verifySignature } from '@acp-hub/store-contract';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** As much of an event as a hint needs; stores may say more, and newer ones say other things. */
const hint = z.object({ id: z.string().min(1), order: z.object({ id: z.string().min(1) }) });

/** What a signed event of the store hints at; `undefined` when the signature is not the store’s. */
export function readWebhook(
  { headers, body, receivedAt }: WebhookRequest,
  secret: string,
): PlatformEvent | undefined {
  if (!verifySignature(headers[contractHeaders.signature], body, secret, receivedAt).valid) return undefined;
  const event = hint.safeParse(parseJson(body));
  return event.success
    ? { id: event.data.id, subject: { kind: 'order', platformOrderId: event.data.order.id } }
    : { id: createHash('sha256').update(body).digest('hex'), subject: { kind: 'none' } };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
