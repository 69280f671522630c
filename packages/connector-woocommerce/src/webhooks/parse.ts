import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { PlatformEvent, WebhookRequest } from '@acp-hub/connector';
import { z } from 'zod';

const resource = z.object({ id: z.number() });
const PING = /^webhook_id=\d+$/;

const NOTHING = { kind: 'none' } as const;

/**
 * What a webhook of WooCommerce is about. Its payload is of the time of sending, comes late and in any order, and may
 * be an error where the order is gone by then: only the id counts. The ping at creation is unsigned, and WooCommerce
 * takes any refusal of it for a dead address.
 */
export function parseWebhook(request: WebhookRequest, secret: string): PlatformEvent | undefined {
  const { headers, body } = request;
  const text = body.toString();
  if (isPing(headers['content-type'], text)) return { id: text, subject: NOTHING };
  if (!isSigned(body, headers['x-wc-webhook-signature'], secret)) return undefined;
  // Two deliveries may carry the same state; each has a number of its own.
  const delivery = headers['x-wc-webhook-delivery-id'] ?? '';
  const id = createHash('sha256').update(delivery).update('\n').update(body).digest('hex');
  const topic = headers['x-wc-webhook-topic'] ?? '';
  const parsed = resource.safeParse(parse(text));
  if (!parsed.success) return { id, subject: NOTHING };
  if (topic.startsWith('order.'))
    return { id, subject: { kind: 'order', platformOrderId: String(parsed.data.id) } };
  if (topic.startsWith('product.'))
    return { id, subject: { kind: 'product', productId: String(parsed.data.id) } };
  return { id, subject: NOTHING };
}

const isPing = (type: string | undefined, text: string): boolean =>
  type?.startsWith('application/x-www-form-urlencoded') === true && PING.test(text);

function isSigned(body: Buffer, signature: string | undefined, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
