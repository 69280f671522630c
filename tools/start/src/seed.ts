import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { HubCommand } from './hub-cli';
import type { DemoShop, SeededShop, ShopAccess } from './stores/demo-store';

/** Where payment service and inbox are, as the hub reaches them. */
export type Places = { readonly psp: string; readonly inbox: string };

const PROFILES = ['spec', 'openai', 'legacy'] as const;

const INGRESS = '/ingress/';

const tenantAnswer = z.object({ tenant_id: z.string() });
const connectionAnswer = z.object({ connection_id: z.string() });
const agentAnswer = z.object({ token: z.string() });

function profileOf({ name, url, support }: DemoShop): string {
  return JSON.stringify({
    links: [
      { type: 'terms_of_use', url: `${url}/terms` },
      { type: 'privacy_policy', url: `${url}/privacy` },
      { type: 'return_policy', url: `${url}/returns` },
    ],
    support,
    marketing_consent_options: [
      {
        channel: 'email',
        display_text: `News from ${name}, about once a month`,
        privacy_policy_url: `${url}/privacy`,
      },
    ],
  });
}

async function seedMerchant(
  hub: HubCommand,
  shop: DemoShop,
  { secret, ingressPath }: ShopAccess,
  places: Places,
  profiles: readonly (typeof PROFILES)[number][],
): Promise<SeededShop> {
  const { slug } = shop;
  const { tenant_id: tenant } = await hub(
    ['tenant', 'add', '--name', shop.name, '--profile', profileOf(shop)],
    tenantAnswer,
  );
  const payment = { baseUrl: places.psp, apiKey: `sk_sandbox_${slug}`, merchantId: `acct_${slug}` };
  const connection = await hub(
    [
      ...[
        'connection',
        'add',
        '--tenant',
        tenant,
        '--name',
        slug,
        '--mode',
        'test',
        '--currency',
        shop.currency,
      ],
      ...['--connector', shop.connector, '--config', JSON.stringify(shop.config(secret))],
      ...['--payment-provider', 'sandbox', '--payment-config', JSON.stringify(payment)],
      ...['--ingress-id', ingressPath.slice(INGRESS.length)],
    ],
    connectionAnswer,
  );
  const agents: SeededShop['agents'] = [];
  for (const profile of profiles) {
    const name = `${slug}-${profile}`;
    const { token } = await hub(
      [
        ...['agent', 'add', '--tenant', tenant, '--connection', connection.connection_id],
        ...['--name', name, '--profile', profile],
        ...['--webhook-url', `${places.inbox}/webhooks/${name}`, '--webhook-secret', secret],
      ],
      agentAnswer,
    );
    agents.push({ name, profile, token });
  }
  return {
    slug,
    tenantId: tenant,
    secret,
    connectionId: connection.connection_id,
    ingressPath,
    agents,
  };
}

/** Secrets of shops that the hub is still to hear of. */
export const newAccess = ({ slug }: DemoShop): ShopAccess => ({
  slug,
  secret: randomBytes(32).toString('base64url'),
  ingressPath: `${INGRESS}${randomBytes(24).toString('base64url')}`,
});

/** Makes the demo's merchants known to the hub: the first with an agent of every profile, the others with one. */
export async function seed(
  hub: HubCommand,
  shops: readonly (readonly [DemoShop, ShopAccess])[],
  places: Places,
): Promise<SeededShop[]> {
  const seeded: SeededShop[] = [];
  for (const [index, [shop, access]] of shops.entries()) {
    seeded.push(await seedMerchant(hub, shop, access, places, index === 0 ? PROFILES : ['spec']));
  }
  return seeded;
}
