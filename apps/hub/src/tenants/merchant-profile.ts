import type { MerchantProfile } from '@acp-hub/commerce';
import { z } from 'zod';
import { valid } from './choices';

const linkTypes = [
  'terms_of_use',
  'privacy_policy',
  'return_policy',
  'shipping_policy',
  'contact_us',
  'about_us',
  'faq',
  'support',
] as const satisfies readonly MerchantProfile['links'][number]['type'][];

const text = z.string().min(1).max(500);

const supportSchema = z
  .strictObject({
    email: z.email().exactOptional(),
    phone: text.exactOptional(),
    hours: text.exactOptional(),
    help_center_url: z.url().exactOptional(),
  })
  .transform(({ help_center_url: helpCenterUrl, ...rest }) => ({
    ...rest,
    ...(helpCenterUrl === undefined ? {} : { helpCenterUrl }),
  }));

const consentOptionSchema = z
  .strictObject({ channel: text, display_text: text, privacy_policy_url: z.url() })
  .transform(({ channel, display_text: displayText, privacy_policy_url: privacyPolicyUrl }) => ({
    channel,
    displayText,
    privacyPolicyUrl,
  }));

/** As operators write it, in the names of ACP. */
const profileSchema = z
  .strictObject({
    links: z
      .array(z.strictObject({ type: z.enum(linkTypes), url: z.url(), title: text.exactOptional() }))
      .default([]),
    support: supportSchema.exactOptional(),
    marketing_consent_options: z.array(consentOptionSchema).exactOptional(),
  })
  .transform(({ marketing_consent_options: marketingConsentOptions, ...rest }) => ({
    ...rest,
    ...(marketingConsentOptions === undefined ? {} : { marketingConsentOptions }),
  }));

/** Reads links, support and offers of marketing as an operator writes them. @throws ProvisioningError */
export const readMerchantProfile = (value: unknown): Omit<MerchantProfile, 'name'> =>
  valid(profileSchema, value, 'the merchant’s profile');
