import { type Behaviour, fixedTokens } from '@acp-hub/fake-psp';
import type { DemoStore, SeededShop } from './stores/demo-store';

export type DemoUrls = { readonly hub: string; readonly inbox: string };

function tokenThatWill(behaviour: Behaviour): string {
  const [token] = Object.entries(fixedTokens).find(([, does]) => does === behaviour) ?? [];
  if (token === undefined) throw new Error(`The sandbox has no token that will ${behaviour}.`);
  return token;
}

/** What `demo.json` says: all that a program needs to buy something from the first merchant. */
export function describeDemo(store: DemoStore, seeded: readonly SeededShop[], urls: DemoUrls) {
  const [first, other] = seeded;
  const { items, coupons, address } = store.showcase;
  return {
    base_url: urls.hub,
    store_url: store.url,
    currency: store.shops[0].currency,
    // What agents are told is signed with the shop's secret, see `seed`.
    agents: first?.agents.map((agent) => ({ ...agent, webhook_secret: first.secret })) ?? [],
    ...(other !== undefined && { other_merchant: { token: other.agents[0]?.token } }),
    items,
    coupons,
    address,
    payment_tokens: {
      ok: tokenThatWill('approve'),
      declined: tokenThatWill('decline'),
      requires_3ds: tokenThatWill('require_3ds'),
      timeout: tokenThatWill('timeout_after'),
    },
    webhooks: { received_url: `${urls.inbox}/received` },
  };
}
