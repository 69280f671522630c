import type { Address } from '../dialect/dialect';
import { readDemo, type Demo } from './demo-file';
import type { DataOptions } from './options';
import type { ShoppingData } from './shopping-data';

export type Gathered =
  | { readonly kind: 'ready'; readonly data: ShoppingData }
  | { readonly kind: 'incomplete'; readonly problem: string };

const FALLBACK_ADDRESS: Address = {
  name: 'Ada Lovelace',
  line_one: '1 Market Street',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postal_code: '94105',
};

/**
 * Brings flags and demo file together, flags first. The demo's goods and tokens are used only against the
 * demo's own server, or where `--demo` names the file.
 * @param defaultDemo read when neither `--demo` nor `--base-url` is given.
 */
export async function gather(options: DataOptions, defaultDemo: string): Promise<Gathered> {
  const wanted = options.demo ?? defaultDemo;
  const read = await readDemo(wanted);
  if (read.kind === 'invalid') return incomplete(`${read.path} is not a demo file: ${read.problem}`);
  if (read.kind === 'absent' && options.demo !== undefined)
    return incomplete(
      `There is no file ${read.path}. Start the demo with \`npm start\`, or leave --demo out.`,
    );
  const demo =
    read.kind === 'read' && (options.demo !== undefined || sameServer(options.baseUrl, read.demo))
      ? read.demo
      : undefined;

  const baseUrl = options.baseUrl ?? demo?.base_url;
  if (baseUrl === undefined)
    return incomplete(
      `No server to talk to: start the demo with \`npm start\` (it writes ${wanted}), or give --base-url.`,
    );
  if (!URL.canParse(baseUrl))
    return incomplete(`"${baseUrl}" is not a URL; it should look like http://localhost:8080.`);
  const agent =
    demo?.agents.find(({ profile }) => options.profile === undefined || profile === options.profile) ??
    demo?.agents[0];
  const token = options.token ?? agent?.token;
  if (token === undefined)
    return incomplete('No bearer token: give --token, or a demo file with an agent in it.');

  return {
    kind: 'ready',
    data: merge(options, demo, {
      baseUrl,
      token,
      profile: options.profile ?? agent?.profile ?? 'spec',
      webhookSecret: options.webhookSecret ?? (token === agent?.token ? agent.webhook_secret : undefined),
    }),
  };
}

const incomplete = (problem: string): Gathered => ({ kind: 'incomplete', problem });

const sameServer = (baseUrl: string | undefined, demo: Demo): boolean =>
  baseUrl === undefined ||
  (URL.canParse(baseUrl) && new URL(baseUrl).origin === new URL(demo.base_url).origin);

function merge(
  options: DataOptions,
  demo: Demo | undefined,
  identity: Pick<ShoppingData, 'baseUrl' | 'token' | 'profile' | 'webhookSecret'>,
): ShoppingData {
  const address = addressOf(options, demo?.address ?? FALLBACK_ADDRESS);
  const [firstName = '', ...rest] = address.name.split(' ');
  return {
    ...identity,
    otherToken: options.otherToken ?? demo?.other_merchant?.token,
    currency: (options.currency ?? demo?.currency ?? 'USD').toUpperCase(),
    contact: {
      firstName,
      lastName: rest.join(' ') || firstName,
      email: options.email ?? 'ada@example.com',
      phone: options.phone ?? '+14155550123',
    },
    address,
    items: {
      inStock: byName(options.item, demo?.items) ?? demo?.items['in_stock'],
      limited: options.limitedItem ?? demo?.items['limited'],
      outOfStock: options.outOfStockItem ?? demo?.items['out_of_stock'],
      digital: options.digitalItem ?? demo?.items['digital'],
    },
    coupons: {
      valid: byName(options.coupon, demo?.coupons) ?? demo?.coupons['valid'],
      expired: options.expiredCoupon ?? demo?.coupons['expired'],
      minimum: options.minimumCoupon ?? demo?.coupons['minimum'],
    },
    payments: {
      ok: byName(options.paymentToken, demo?.payment_tokens) ?? demo?.payment_tokens['ok'],
      declined: options.declinedToken ?? demo?.payment_tokens['declined'],
      requires3ds: options.threeDsToken ?? demo?.payment_tokens['requires_3ds'],
      timeout: options.timeoutToken ?? demo?.payment_tokens['timeout'],
    },
    inboxUrl: options.inbox ?? demo?.webhooks?.received_url,
  };
}

/** `--item limited` and `--payment-token declined` mean what the demo file calls so. */
const byName = (
  value: string | undefined,
  names: Readonly<Record<string, string>> = {},
): string | undefined => (value === undefined ? undefined : (names[value] ?? value));

const addressOf = (options: DataOptions, known: Address): Address => ({
  name: options.name ?? known.name,
  line_one: options.line ?? known.line_one,
  city: options.city ?? known.city,
  state: options.state ?? known.state,
  country: options.country ?? known.country,
  postal_code: options.postalCode ?? known.postal_code,
});
