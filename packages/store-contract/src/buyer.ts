import { z } from 'zod';
import { shortText } from './primitives';
import { contractRegistry } from './registry';

/** Whoever asks for a price; nothing about them need be known yet. */
export const quoteBuyer = z
  .object({
    name: shortText.optional(),
    email: z.email().max(254).optional(),
    phone: z.string().max(50).optional(),
  })
  .register(contractRegistry, { id: 'QuoteBuyer' });

/** Whoever orders: the store writes to that address. */
export const buyer = z
  .object({ name: shortText, email: z.email().max(254), phone: z.string().max(50).optional() })
  .register(contractRegistry, { id: 'Buyer' });

/** The buyer's own answer to an offer of marketing messages; absence is never consent. */
export const consent = z
  .object({ channel: shortText, opted_in: z.boolean() })
  .register(contractRegistry, { id: 'MarketingConsent' });

export type WireBuyer = z.infer<typeof buyer>;
export type WireConsent = z.infer<typeof consent>;
