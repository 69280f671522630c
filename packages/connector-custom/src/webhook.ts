import type { PlatformEvent, WebhookRequest } from '@acp-hub/connector';
import { contractHeaders, verifySignature } from '@acp-hub/store-contract';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** As much of an event as a hint needs; stores may say more, and newer ones say other things. */
const eventId = z.object({ id: z.string().min(1) });
const named = z.object({ id: z.string().min(1) });
const hint = z.union([eventId.extend({ order: named }), eventId.extend({ product: named })]);

/** What a signed event of the store hints at; `undefined` when the signature is not the store’s. */
export function readWebhook(
  { headers, body, receivedAt }: WebhookRequest,
  secret: string,
): PlatformEvent | undefined {
  if (!verifySignature(headers[contractHeaders.signature], body, secret, receivedAt).valid) return undefined;
  const event = hint.safeParse(parseJson(body));
  if (!event.success)
    return { id: createHash('sha256').update(body).digest('hex'), subject: { kind: 'none' } };
  return { id: event.data.id, subject: subjectOf(event.data) };
}

const subjectOf = (event: z.infer<typeof hint>): PlatformEvent['subject'] =>
  'order' in event
    ? { kind: 'order', platformOrderId: event.order.id }
    : { kind: 'product', productId: event.product.id };

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
