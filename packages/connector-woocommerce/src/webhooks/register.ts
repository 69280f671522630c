import { ConnectorError } from '@acp-hub/connector';
import { z } from 'zod';
import { everyPage } from '../rest/every-page';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { webhookSecret } from './secret';

/** Refunds come as an update of their order, notes not at all. */
const TOPICS = [
  'order.updated',
  'order.deleted',
  'order.restored',
  'product.created',
  'product.updated',
  'product.deleted',
  'product.restored',
] as const;

const URL_KEY = 'webhooks/url';
const LOOKED_KEY = 'webhooks/looked-at';
/** WooCommerce switches a webhook off at the seventh failure in a row, and says so to nobody. */
const LOOK_EVERY_MS = 60 * 60 * 1_000;

const webhook = z.object({
  id: z.number(),
  status: z.string(),
  topic: z.string(),
  delivery_url: z.string(),
});

export type WooWebhook = z.infer<typeof webhook>;

/** Makes the shop call `url`; what is there already is kept, and switched on again where the shop switched it off. */
export async function registerWebhooks(shop: Shop, url: string): Promise<void> {
  const there = (await listWebhooks(shop)).filter(({ delivery_url }) => delivery_url === url);
  const secret = webhookSecret(shop);
  for (const topic of TOPICS) {
    const own = there.find((each) => each.topic === topic);
    if (own === undefined) await create(shop, { topic, delivery_url: url, secret });
    // The secret may be another than when it was made.
    else await update(shop, own.id, { status: 'active', secret });
  }
  await shop.context.store.set(URL_KEY, url);
  await shop.context.store.set(LOOKED_KEY, String(shop.context.clock.now().getTime()));
}

export async function listWebhooks({ rest }: Shop): Promise<readonly WooWebhook[]> {
  const answer = await everyPage(rest, 'webhooks', webhook);
  if (answer.kind === 'refused') throw unexpected('its webhooks', answer);
  return answer.value;
}

/** Where the webhooks go that this connection registered. */
export const registeredUrl = ({ context }: Shop): Promise<string | undefined> => context.store.get(URL_KEY);

/**
 * Switches on again what the shop switched off: once an hour, with the polling. Polling goes on whatever comes of it,
 * for it is what stands in for webhooks that do not come.
 */
export async function keepWebhooksOn(shop: Shop): Promise<void> {
  const { store, clock, logger } = shop.context;
  const url = await registeredUrl(shop);
  const now = clock.now().getTime();
  const looked = Number((await store.get(LOOKED_KEY)) ?? 0);
  if (url === undefined || now - looked < LOOK_EVERY_MS) return;
  await store.set(LOOKED_KEY, String(now));
  try {
    for (const { id, status, delivery_url } of await listWebhooks(shop))
      if (delivery_url === url && status !== 'active') {
        logger.warn({ webhook: id, status }, 'The shop had switched a webhook off; it is switched on again.');
        await update(shop, id, { status: 'active' });
      }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    logger.warn({ failure: error.failure.kind }, `Webhooks could not be looked at: ${error.message}`);
  }
}

async function create(
  shop: Shop,
  body: { topic: string; delivery_url: string; secret: string },
): Promise<void> {
  const named = { name: `ACP Hub ${body.topic}`, ...body };
  const answer = await shop.rest.call({ method: 'POST', path: 'webhooks', body: named, answer: z.unknown() });
  if (answer.kind === 'refused') throw unexpected(`a webhook for ${body.topic}`, answer);
}

async function update(shop: Shop, id: number, body: object): Promise<void> {
  const answer = await shop.rest.call({ method: 'PUT', path: `webhooks/${id}`, body, answer: z.unknown() });
  if (answer.kind === 'refused') throw unexpected(`webhook ${id}`, answer);
}
