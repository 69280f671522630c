import { randomBytes } from 'node:crypto';
import type { Merchant } from '@acp-hub/demo-store';
import { z } from 'zod';
import type { HubCommand } from './hub-cli';
import type { DemoState } from './state';

type SeededMerchant = DemoState['merchants'][number];

/** Where the demo's servers are, as the hub reaches them. */
export type Places = { readonly store: string; readonly psp: string; readonly inbox: string };

const PROFILES = ['spec', 'openai', 'legacy'] as const;

const tenantAnswer = z.object({ tenant_id: z.string() });
const connectionAnswer = z.object({ connection_id: z.string(), ingress_path: z.string() });
const agentAnswer = z.object({ token: z.string() });

function profileOf(merchant: Merchant, store: string): string {
  const shop = `${store}/${merchant.slug}`;
  return JSON.stringify({
    links: [
      { type: 'terms_of_use', url: `${shop}/terms` },
      { type: 'privacy_policy', url: `${shop}/privacy` },
      { type: 'return_policy', url: `${shop}/returns` },
    ],
    support: merchant.support,
    marketing_consent_options: [
      {
        channel: 'email',
        display_text: `News from ${merchant.name}, about once a month`,
        privacy_policy_url: `${shop}/privacy`,
      },
    ],
  });
}

async function seedMerchant(
  hub: HubCommand,
  merchant: Merchant,
  places: Places,
  profiles: readonly (typeof PROFILES)[number][],
): Promise<SeededMerchant> {
  const { slug } = merchant;
  const secret = randomBytes(32).toString('base64url');
  const { tenant_id: tenant } = await hub(
    ['tenant', 'add', '--name', merchant.name, '--profile', profileOf(merchant, places.store)],
    tenantAnswer,
  );
  const config = { base_url: `${places.store}/${slug}`, secret };
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
        merchant.currency,
      ],
      ...['--connector', 'custom', '--config', JSON.stringify(config)],
      ...['--payment-provider', 'sandbox', '--payment-config', JSON.stringify(payment)],
    ],
    connectionAnswer,
  );
  const agents: SeededMerchant['agents'] = [];
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
  return { slug, secret, ingressPath: connection.ingress_path, agents };
}

/** Makes the demo's merchants known to the hub: the first with an agent of every profile, the others with one. */
export async function seed(
  hub: HubCommand,
  merchants: readonly Merchant[],
  places: Places,
): Promise<SeededMerchant[]> {
  const seeded: SeededMerchant[] = [];
  for (const [index, merchant] of merchants.entries()) {
    seeded.push(await seedMerchant(hub, merchant, places, index === 0 ? PROFILES : ['spec']));
  }
  return seeded;
}
