import { z } from 'zod';
import { woocommerceConfig, type WoocommerceConfig } from './config';

/** What WooCommerce sends to the callback once the merchant has agreed; over https only. */
const granted = z.object({
  user_id: z.union([z.string(), z.number()]).transform(String),
  consumer_key: z.string(),
  consumer_secret: z.string(),
  key_permissions: z.string(),
});

export interface ConsentRequest {
  /** The address of the shop. */
  readonly url: string;
  /** Unguessable; comes back with the key and is the only thing that ties it to this request. */
  readonly state: string;
  /** Where WooCommerce posts the key. */
  readonly callbackUrl: string;
  /** Where the merchant's browser goes afterwards. */
  readonly returnUrl: string;
}

/** The page on which a merchant lets the hub in with one click (`/wc-auth/v1/authorize`). */
export function consentUrl({ url, state, callbackUrl, returnUrl }: ConsentRequest): string {
  const page = new URL(`${url.replace(/\/+$/, '')}/wc-auth/v1/authorize`);
  page.search = new URLSearchParams({
    app_name: 'ACP Hub',
    scope: 'read_write',
    user_id: state,
    return_url: returnUrl,
    callback_url: callbackUrl,
  }).toString();
  return page.href;
}

export type Consent =
  | { readonly kind: 'granted'; readonly config: WoocommerceConfig }
  /** Not what WooCommerce sends, or of another request. */
  | { readonly kind: 'not_ours' }
  /** The merchant's shop gave a key that cannot write. */
  | { readonly kind: 'read_only' };

/** The key out of what came to the callback. @param body parsed JSON. */
export function readConsent(body: unknown, { url, state }: Pick<ConsentRequest, 'url' | 'state'>): Consent {
  const parsed = granted.safeParse(body);
  if (!parsed.success || parsed.data.user_id !== state) return { kind: 'not_ours' };
  const { consumer_key, consumer_secret, key_permissions } = parsed.data;
  if (key_permissions !== 'read_write') return { kind: 'read_only' };
  const config = woocommerceConfig.safeParse({ url, consumer_key, consumer_secret });
  return config.success ? { kind: 'granted', config: config.data } : { kind: 'not_ours' };
}
