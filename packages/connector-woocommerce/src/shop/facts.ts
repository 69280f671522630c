import { createHash } from 'node:crypto';
import { currency, lengthUnits, parseCurrency, weightUnits, type Currency } from '@acp-hub/commerce';
import { ConnectorError, type ConnectContext } from '@acp-hub/connector';
import { z } from 'zod';
import type { WoocommerceConfig } from '../config';
import type { RestApi } from '../rest/rest-api';
import { readSettings } from './settings';

/** How long what was read of the settings is taken for true. It decides what is shown, never what is paid. */
const KNOWN_FOR_MS = 6 * 60 * 60 * 1_000;
const KEY = 'shop-facts';

const known = z.object({
  currency: z.string().transform(currency),
  /** Whether the shop shows prices with their tax. */
  showsTax: z.boolean(),
  weightUnit: z.enum(weightUnits).optional(),
  lengthUnit: z.enum(lengthUnits).optional(),
  /** Where goods are collected. */
  address: z.object({
    lineOne: z.string(),
    lineTwo: z.string(),
    city: z.string(),
    postalCode: z.string(),
    country: z.string(),
    state: z.string(),
  }),
  /** Digest of the address and the key that the shop answered to. */
  credentials: z.string(),
  readAt: z.number(),
});

/** What a shop's settings say that its answers do not. */
export type ShopFacts = z.infer<typeof known>;

export type KnownFacts = (options?: { readonly again: boolean }) => Promise<ShopFacts>;

/**
 * Read once, kept for all replicas, and read again after a while or with other credentials. Since the Store API takes
 * no key, this is where a wrong one is noticed.
 */
export function knowFacts(
  config: WoocommerceConfig,
  rest: RestApi,
  { store, clock }: ConnectContext,
): KnownFacts {
  const { url, consumer_key: key, consumer_secret: secret } = config;
  const credentials = createHash('sha256')
    .update(JSON.stringify([url, key, secret]))
    .digest('base64url');
  let inMemory: ShopFacts | undefined;
  const isFresh = (facts: ShopFacts | undefined): facts is ShopFacts => {
    if (facts === undefined) return false;
    const age = clock.now().getTime() - facts.readAt;
    return facts.credentials === credentials && age >= 0 && age < KNOWN_FOR_MS;
  };
  return async ({ again } = { again: false }) => {
    if (!again && isFresh(inMemory)) return inMemory;
    const stored = again ? undefined : parse(await store.get(KEY));
    if (isFresh(stored)) return (inMemory = stored);
    const facts = { ...(await readFacts(rest)), credentials, readAt: clock.now().getTime() };
    await store.set(KEY, JSON.stringify(facts));
    return (inMemory = facts);
  };
}

async function readFacts(rest: RestApi): Promise<Omit<ShopFacts, 'credentials' | 'readAt'>> {
  const general = await readSettings(rest, 'general');
  const tax = await readSettings(rest, 'tax');
  const products = await readSettings(rest, 'products');
  const text = (id: string) => general.get(`woocommerce_${id}`) ?? '';
  const [country = '', state = ''] = text('default_country').split(':');
  // WooCommerce's names of the units; a yard is none of the catalogue's.
  const weight = products.get('woocommerce_weight_unit')?.replace('lbs', 'lb');
  const weightUnit = weightUnits.find((unit) => unit === weight);
  const lengthUnit = lengthUnits.find((unit) => unit === products.get('woocommerce_dimension_unit'));
  return {
    currency: currencyOf(text('currency')),
    showsTax: tax.get('woocommerce_tax_display_cart') === 'incl',
    ...(weightUnit !== undefined && { weightUnit }),
    ...(lengthUnit !== undefined && { lengthUnit }),
    address: {
      lineOne: text('store_address'),
      lineTwo: text('store_address_2'),
      city: text('store_city'),
      postalCode: text('store_postcode'),
      country,
      state,
    },
  };
}

function currencyOf(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed !== undefined) return parsed;
  throw new ConnectorError(
    { kind: 'config' },
    `The shop’s currency "${code}" is none of ISO 4217: choose another under WooCommerce → Settings → General.`,
    'not_applied',
  );
}

function parse(stored: string | undefined): ShopFacts | undefined {
  if (stored === undefined) return undefined;
  const parsed = known.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : undefined;
}
