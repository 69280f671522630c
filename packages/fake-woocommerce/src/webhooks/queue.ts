import { createHash, createHmac } from 'node:crypto';
import type { Books, QueuedDelivery, Topic } from '../books/books';
import type { Webhook } from '../books/records/webhook';
import type { Json } from '../rest/rest';

/** Switched off when one more delivery fails than this, in a row. */
const MOST_FAILURES = 5;
const ANSWER_WITHIN_MS = 5_000;

export interface WebhookQueue {
  /** Everything that is due, one after the other; payloads are built now. */
  run(): Promise<number>;
  /** The unsigned form that tells whether anybody listens. */
  ping(webhook: Webhook): Promise<void>;
}

/** Builds what a webhook says of a resource, as the REST API would answer it at this moment. */
export type BuildPayload = (topic: string, id: number) => Promise<Json>;

/** Action Scheduler's habits: late, one delivery for several changes, the newest webhook first, never a second try. */
export function createWebhookQueue(books: Books, site: () => string, build: BuildPayload): WebhookQueue {
  books.onChange((topic, id) => enqueue(books, topic, id));

  const send = async (url: string, headers: Record<string, string>, body: string): Promise<number> => {
    try {
      const agent = `WooCommerce/${books.shop.version} Hookshot (WordPress/${books.shop.wordpress})`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'user-agent': agent, ...headers },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      return answer.status;
    } catch {
      return 0;
    }
  };

  const ping = async (webhook: Webhook): Promise<void> => {
    const body = `webhook_id=${webhook.id}`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetchFollowing(webhook.deliveryUrl, form, body, books);
    change(
      books,
      webhook.id,
      response === 200 ? { needsPing: false, modified: books.now() } : { needsPing: true },
    );
  };

  const deliver = async (webhook: Webhook, delivery: QueuedDelivery): Promise<void> => {
    const payload = JSON.stringify(await build(webhook.topic, delivery.resourceId));
    const [resource = '', event = ''] = webhook.topic.split('.');
    const status = await send(
      webhook.deliveryUrl,
      {
        'content-type': 'application/json',
        'x-wc-webhook-source': `${site()}/`,
        'x-wc-webhook-topic': webhook.topic,
        'x-wc-webhook-resource': resource,
        'x-wc-webhook-event': event,
        'x-wc-webhook-signature': createHmac('sha256', webhook.secret).update(payload).digest('base64'),
        'x-wc-webhook-id': String(webhook.id),
        'x-wc-webhook-delivery-id': createHash('md5')
          .update(`${webhook.id} ${delivery.id} ${books.now()}`)
          .digest('hex'),
      },
      payload,
    );
    settle(books, webhook.id, status);
    const after = books.webhooks.get(String(webhook.id));
    if (after?.needsPing && after.status === 'active') await ping(after);
  };

  return {
    ping,
    async run() {
      const due = [...books.queue.values()];
      for (const delivery of due) {
        books.queue.delete(delivery.id);
        const webhook = books.webhooks.get(String(delivery.webhookId));
        if (webhook?.status === 'active') await deliver(webhook, delivery);
      }
      return due.length;
    },
  };
}

/** Pings follow redirects, as WordPress's plain requests do. */
async function fetchFollowing(
  url: string,
  headers: Record<string, string>,
  body: string,
  books: Books,
): Promise<number> {
  const agent = `WooCommerce/${books.shop.version} Hookshot (WordPress/${books.shop.wordpress})`;
  const init = {
    method: 'POST',
    headers: { 'user-agent': agent, ...headers },
    body,
    redirect: 'manual' as const,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  };
  try {
    const answer = await fetch(url, init);
    const location = answer.headers.get('location');
    return location !== null && answer.status >= 300 && answer.status < 400
      ? (await fetch(new URL(location, url), init)).status
      : answer.status;
  } catch {
    return 0;
  }
}

function settle(books: Books, id: number, status: number): void {
  const webhook = books.webhooks.get(String(id));
  if (webhook === undefined) return;
  if (status >= 200 && status < 400) return change(books, id, { failures: 0 });
  const isOver = webhook.failures > MOST_FAILURES;
  change(books, id, isOver ? { status: 'disabled' } : { failures: webhook.failures + 1 });
}

function change(books: Books, id: number, more: Partial<Webhook>): void {
  const webhook = books.webhooks.get(String(id));
  if (webhook !== undefined) books.webhooks.set(String(id), { ...webhook, ...more });
}

/** One delivery for each webhook and resource that waits already: the payload is of the time of sending. */
function enqueue(books: Books, topic: Topic, resourceId: number): void {
  const listening = [...books.webhooks.values()].filter(
    (webhook) => webhook.status === 'active' && webhook.topic === topic,
  );
  for (const { id } of listening.toSorted((a, b) => b.id - a.id)) {
    const isWaiting = [...books.queue.values()].some(
      (one) => one.webhookId === id && one.resourceId === resourceId,
    );
    if (isWaiting) continue;
    const key = String(books.next('webhook_delivery')).padStart(12, '0');
    books.queue.set(key, { id: key, webhookId: id, resourceId });
  }
}
