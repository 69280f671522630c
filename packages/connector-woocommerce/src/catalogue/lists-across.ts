import { z } from 'zod';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';

const known = z.object({ across: z.boolean(), askedAt: z.number() });
const KEY = 'variations-across-products';
/** WooCommerce gets younger now and then. */
const ASK_AGAIN_MS = 24 * 60 * 60 * 1_000;

/**
 * Whether the shop lists variations across products, as WooCommerce does from 10.3 on; asked once a day, by a call of
 * its own, so that every page of a walk knows.
 */
export async function listsAcross({ rest, context: { store, clock } }: Shop): Promise<boolean> {
  const now = clock.now().getTime();
  const stored = await store.get(KEY);
  const before = stored === undefined ? undefined : known.safeParse(JSON.parse(stored)).data;
  if (before !== undefined && now - before.askedAt < ASK_AGAIN_MS) return before.across;
  const query = { per_page: 1, _fields: 'id' };
  const answer = await rest.call({ method: 'GET', path: 'variations', query, answer: z.array(z.unknown()) });
  if (answer.kind === 'refused' && answer.code !== 'rest_no_route')
    throw unexpected('its variations', answer);
  const across = answer.kind === 'ok';
  await store.set(KEY, JSON.stringify({ across, askedAt: now }));
  return across;
}
