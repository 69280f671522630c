import { z } from 'zod';
import { currencyCode, shortText } from './primitives';
import { contractRegistry } from './registry';

export const storeLink = z
  .object({
    type: z.enum([
      'terms_of_use',
      'privacy_policy',
      'return_policy',
      'shipping_policy',
      'contact_us',
      'about_us',
      'faq',
      'support',
    ]),
    url: z.url(),
    title: shortText.optional(),
  })
  .register(contractRegistry, { id: 'StoreLink' });

/** What `GET /store` answers: enough to tell whether hub and store can work together. */
export const storeInfo = z
  .object({
    contract_version: shortText,
    name: shortText,
    currency: currencyCode,
    prices_include_tax: z.boolean().describe('Whether prices are shown gross, e.g. with VAT'),
    links: z.array(storeLink),
    support: z
      .object({
        email: z.email().optional(),
        phone: shortText.optional(),
        hours: shortText.optional(),
        help_center_url: z.url().optional(),
      })
      .optional(),
  })
  .register(contractRegistry, { id: 'Store' });

export type StoreInfo = z.infer<typeof storeInfo>;
