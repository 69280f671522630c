import { setTimeout as sleep } from 'node:timers/promises';
import { awaitWebhook, isAbout, readInbox, type WebhookSeen } from '../inbox/reader';
import { checkSignature } from '../inbox/signature';
import { textAt } from '../json/read';
import type { Shopping } from './errand';

const POLL_MS = 500;

/** Waits for the webhook about the order, and tells of what comes after it as long as the errand says. */
export async function follow(
  shopping: Shopping,
  inboxUrl: string,
  sessionId: string,
): Promise<WebhookSeen[]> {
  const { errand, narrator, transport } = shopping;
  narrator.step('Waiting for word from the shop');
  const first = await awaitWebhook(transport, inboxUrl, sessionId, errand.waitMs);
  if (first === undefined) {
    narrator.warn(`no webhook within ${errand.waitMs / 1000} s; the order stands all the same`);
    return [];
  }
  const deadline = performance.now() + errand.followMs;
  const told: WebhookSeen[] = [];
  for (;;) {
    const all = (await readInbox(transport, inboxUrl)).filter(({ event }) => isAbout(event, sessionId));
    for (const webhook of all.slice(told.length)) {
      tell(shopping, webhook);
      told.push(webhook);
    }
    if (performance.now() > deadline) return told;
    await sleep(POLL_MS);
  }
}

function tell({ narrator, data }: Shopping, { received, event }: WebhookSeen): void {
  narrator.good(
    `${textAt(event, 'type') ?? 'webhook'}: the order is ${textAt(event, 'data', 'status') ?? 'known'}`,
  );
  if (data.webhookSecret === undefined) return;
  const arrived = Date.parse(received.received_at);
  const verdict = checkSignature(received.headers, received.body, data.webhookSecret, arrived);
  if (verdict.kind === 'valid') narrator.detail('signed by the shop');
  else
    narrator.bad(
      verdict.kind === 'missing' ? 'it is not signed' : `its signature is wrong: ${verdict.problem}`,
    );
}
