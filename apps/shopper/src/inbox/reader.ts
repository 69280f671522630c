import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Transport } from '../http/transport';
import { parseJson, type Json } from '../json/json';
import { textAt } from '../json/read';
import { received, type Received } from './received';

const POLL_MILLISECONDS = 250;

export interface WebhookSeen {
  readonly received: Received;
  /** The body parsed. */
  readonly event: Json | undefined;
}

/** Everything the inbox lists, oldest first. @throws Error where the URL does not answer like an inbox. */
export async function readInbox(transport: Transport, url: string): Promise<WebhookSeen[]> {
  const exchange = await transport({ method: 'GET', url, headers: { accept: 'application/json' } });
  const parsed = z.array(received).safeParse(exchange.body);
  if (!parsed.success) throw new Error(`${url} does not list webhooks: ${z.prettifyError(parsed.error)}`);
  return parsed.data.map((one) => ({ received: one, event: parseJson(one.body) }));
}

/** Waits until the inbox lists a webhook about that session; `undefined` where none comes in time. */
export async function awaitWebhook(
  transport: Transport,
  url: string,
  sessionId: string,
  timeoutMs: number,
): Promise<WebhookSeen | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const seen = (await readInbox(transport, url)).find(({ event }) => isAbout(event, sessionId));
    if (seen !== undefined || performance.now() > deadline) return seen;
    await sleep(POLL_MILLISECONDS);
  }
}

export const isAbout = (event: Json | undefined, sessionId: string): boolean =>
  textAt(event, 'data', 'checkout_session_id') === sessionId;
