import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customConnector } from '@acp-hub/connector-custom';
import { createDemoStore, merchants, type Merchant } from '@acp-hub/demo-store';
import { hubWorld } from '../../../hub/test/support/hub-world';
import { openJournal, startInbox } from '../../src';
import type { Profile, ShoppingData } from '../../src/demo/shopping-data';
import { startProxy } from './proxy';

const SECRETS = {
  store: 'a-secret-between-hub-and-store-0123456789',
  webhook: 'whsec_of_the_agent_under_test',
};

const PROFILES: readonly Profile[] = ['spec', 'openai', 'legacy'];

/**
 * The real hub before the real demo store, an agent's inbox beside it, and a proxy in front, which is the hub's
 * public address and changes nothing until told to.
 */
export async function shoppingWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'shopper-'));
  const proxy = await startProxy();
  const journal = await openJournal(join(folder, 'inbox.jsonl'));
  const inbox = await startInbox(0, journal, () => undefined);
  const inboxUrl = `http://127.0.0.1:${inbox.port}`;
  const [seller, other] = [merchantOf('cascade'), merchantOf('lindenhof')];
  const store = await createDemoStore({
    dataDirectory: join(folder, 'store'),
    access: { [seller.slug]: { secret: SECRETS.store }, [other.slug]: { secret: SECRETS.store } },
  });
  const storeUrl = await store.listen();
  const hub = await hubWorld({
    connector: customConnector,
    environment: { HUB_BASE_URL: proxy.url },
  });
  proxy.forwardTo(hub.baseUrl);

  const settle = async (merchant: Merchant) => {
    const { slug, name, currency } = merchant;
    const shop = `${storeUrl}/${slug}`;
    const { tenantId } = await hub.provision.tenant(name, {
      links: [
        { type: 'terms_of_use', url: `${shop}/terms` },
        { type: 'privacy_policy', url: `${shop}/privacy` },
      ],
      marketingConsentOptions: [
        { channel: 'email', displayText: 'Write to me about offers.', privacyPolicyUrl: `${shop}/privacy` },
        { channel: 'sms', displayText: 'Text me about offers.', privacyPolicyUrl: `${shop}/privacy` },
      ],
      support: { email: `help@${slug}.example` },
    });
    const { connectionId, ingressPath } = await hub.provision.connection({
      tenantId,
      name: slug,
      mode: 'test',
      connector: 'custom',
      config: { base_url: shop, secret: SECRETS.store },
      paymentProvider: 'sandbox',
      paymentConfig: { baseUrl: hub.pspUrl, apiKey: `sk_sandbox_${slug}`, merchantId: `acct_${slug}` },
      currency,
      refunds: 'follow_platform',
    });
    store.sendEventsTo(slug, `${hub.baseUrl}${ingressPath}`);
    return { tenantId, connectionId };
  };
  const addAgent = async (at: Awaited<ReturnType<typeof settle>>, profile: Profile) => {
    const webhook = { url: `${inboxUrl}/webhooks/${profile}`, secret: SECRETS.webhook };
    return (await hub.provision.agent({ ...at, name: profile, profile, mode: 'test', webhook })).token;
  };

  const [sellerPlace, otherPlace] = [await settle(seller), await settle(other)];
  const tokens = new Map<Profile, string>();
  for (const profile of PROFILES) tokens.set(profile, await addAgent(sellerPlace, profile));
  const otherToken = await addAgent(otherPlace, 'spec');

  return {
    proxy,
    hub,
    backOffice: () => store.backOffice(seller.slug),
    /** What an agent of that profile knows. */
    data: (profile: Profile = 'spec') =>
      shoppingData(seller, {
        baseUrl: proxy.url,
        token: tokens.get(profile) ?? '',
        otherToken,
        profile,
        inboxUrl: `${inboxUrl}/received`,
        webhookSecret: SECRETS.webhook,
      }),
    async close() {
      await hub.close();
      await store.close();
      await proxy.close();
      await inbox.close();
      await journal.close();
    },
  };
}

function merchantOf(slug: string): Merchant {
  const merchant = merchants.find((candidate) => candidate.slug === slug);
  if (merchant === undefined) throw new Error(`The demo store has no merchant ${slug}.`);
  return merchant;
}

type Identity = Pick<
  ShoppingData,
  'baseUrl' | 'token' | 'otherToken' | 'profile' | 'inboxUrl' | 'webhookSecret'
>;

function shoppingData({ currency, showcase }: Merchant, identity: Identity): ShoppingData {
  const { items, coupons, address } = showcase;
  return {
    ...identity,
    currency,
    contact: { firstName: 'Ada', lastName: 'Fields', email: 'ada@example.com', phone: '+14155550123' },
    address: {
      name: address.name,
      line_one: address.line_one,
      city: address.city,
      state: address.state ?? '',
      country: address.country,
      postal_code: address.postal_code,
    },
    items: {
      inStock: items.in_stock,
      limited: items.limited,
      outOfStock: items.out_of_stock,
      digital: items.digital,
    },
    coupons,
    payments: {
      ok: 'tok_sandbox_ok',
      declined: 'tok_sandbox_declined',
      requires3ds: 'tok_sandbox_requires_3ds',
      timeout: 'tok_sandbox_timeout_after',
    },
  };
}
