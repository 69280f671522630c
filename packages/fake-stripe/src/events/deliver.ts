import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Books } from '../books/books';
import type { WebhookEndpoint } from '../books/records';
import type { StripeEvent } from './event';

const TRIES = 5;
const FIRST_WAIT_MS = 100;
const ANSWER_WITHIN_MS = 4_000;

/** `t=<unix>,v1=<hex>` over `t.body` (https://docs.stripe.com/webhooks, "Verify manually"). */
export function signatureOf(secret: string, body: string, seconds: number): string {
  const hex = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${hex}`;
}

export interface Deliverer {
  /** Sends every event that was recorded since the last call. */
  deliverNew(): void;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
  stop(): void;
}

/** Sends events to the endpoints that listen for them, again after a failure, each try freshly signed. */
export function createDeliverer(books: Books): Deliverer {
  const seen = new Set([...books.events.values()].map(({ id }) => id));
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  const deliver = async (event: StripeEvent, endpoint: WebhookEndpoint): Promise<void> => {
    const { account: _account, ...shown } = event;
    const body = JSON.stringify(shown);
    for (let tries = 1; !stopping.signal.aborted; tries += 1) {
      if (await send(endpoint, body, books.now(), stopping.signal)) return;
      if (tries === TRIES) return;
      await sleep(FIRST_WAIT_MS * 2 ** (tries - 1), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
    }
  };

  return {
    deliverNew() {
      for (const event of books.events.values()) {
        if (seen.has(event.id)) continue;
        seen.add(event.id);
        for (const endpoint of books.endpoints.values()) {
          if (endpoint.account !== event.account || !listensFor(endpoint, event.type)) continue;
          const delivery = deliver(event, endpoint).finally(() => underWay.delete(delivery));
          underWay.add(delivery);
        }
      }
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: () => stopping.abort(),
  };
}

const listensFor = ({ enabled_events }: WebhookEndpoint, type: string): boolean =>
  enabled_events.includes('*') || enabled_events.includes(type);

async function send(
  endpoint: WebhookEndpoint,
  body: string,
  seconds: number,
  stopped: AbortSignal,
): Promise<boolean> {
  try {
    const answer = await fetch(endpoint.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signatureOf(endpoint.secret, body, seconds),
      },
      body,
      signal: AbortSignal.any([stopped, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
