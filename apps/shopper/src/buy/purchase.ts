import type { Shopping } from './errand';
import { fillCart } from './fill-cart';
import { follow } from './follow';
import type { PurchaseOutcome } from './outcome';
import { pay } from './pay';
import { pickOption } from './pick-option';
import { renderReceipt } from './receipt';

/** Runs the whole errand, from an empty cart to the word that the order is in. */
export async function purchase(shopping: Shopping): Promise<PurchaseOutcome> {
  const { data, narrator } = shopping;
  const cart = await fillCart(shopping);
  if (cart.kind !== 'on') return cart;
  const ready = cart.session.options.length > 0 ? await pickOption(shopping, cart.session) : cart;
  if (ready.kind !== 'on') return ready;
  for (const line of renderReceipt(ready.session)) narrator.detail(line);

  const paid = await pay(shopping, ready.session);
  if (paid.kind !== 'on') return paid;
  const { session } = paid;
  if (session.order === undefined)
    return { kind: 'not_acp', reason: 'The session is completed without an order.' };
  narrator.good(`order ${session.order.number ?? session.order.id}`);
  if (session.order.permalink !== undefined) narrator.detail(session.order.permalink);

  const webhooks = data.inboxUrl === undefined ? [] : await follow(shopping, data.inboxUrl, session.id);
  return { kind: 'bought', session, order: session.order, webhooks, listened: data.inboxUrl !== undefined };
}
