import type { MerchantLinkType, MerchantProfile } from '@acp-hub/commerce';
import { z } from 'zod';
import { mappingRulesSchema } from './mapping/mapping-rules';

const country = z.string().regex(/^[A-Z]{2}$/, 'is not a country code of two capitals, e.g. US');

/** What a merchant decides about a feed. */
export const feedOptionsSchema = z.strictObject({
  /** ISO 3166-1 alpha-2; where the goods are sold to. */
  targetCountries: z.array(country).min(1).default(['US']),
  storeCountry: country.default('US'),
  /** The shop's own front page. */
  shopUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Whether agents may show the products at all. */
  search: z.boolean().default(true),
  /** Whether agents may sell the products in the conversation. */
  checkout: z.boolean().default(false),
  acceptsReturns: z.boolean().optional(),
  returnDays: z.int().min(1).optional(),
  mapping: mappingRulesSchema.prefault({}),
});

export type FeedOptions = z.infer<typeof feedOptionsSchema>;

/** Who sells, as the merchant's profile has it. */
export interface Seller extends Pick<MerchantProfile, 'name' | 'links'> {
  /** As `FeedOptions.shopUrl`. */
  readonly url?: string;
}

export interface FeedSettings extends FeedOptions {
  readonly seller: Seller;
}

export const linkOf = ({ links }: Seller, type: MerchantLinkType): string | undefined =>
  links.find((link) => link.type === type)?.url;
