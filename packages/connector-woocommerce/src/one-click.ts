import type { ConsentFlow } from '@acp-hub/connector';
import { z } from 'zod';
import { consumerKey, consumerSecret, type WoocommerceConfig } from './config';

/** What WooCommerce sends to the callback once the merchant has agreed; over https only. */
const granted = z.object({
  user_id: z.union([z.string(), z.number()]).transform(String),
  consumer_key: consumerKey,
  consumer_secret: consumerSecret,
  key_permissions: z.literal('read_write'),
});

/** WooCommerce's own page on which a merchant gives an application a key (`/wc-auth/v1/authorize`). */
export const oneClick = <Config extends WoocommerceConfig>(): ConsentFlow<Config> => ({
  url({ url }, { state, callbackUrl, returnUrl }) {
    const page = new URL(`${url.replace(/\/+$/, '')}/wc-auth/v1/authorize`);
    page.search = new URLSearchParams({
      app_name: 'ACP Hub',
      scope: 'read_write',
      user_id: state,
      return_url: returnUrl,
      callback_url: callbackUrl,
    }).toString();
    return page.href;
  },

  read(config, body) {
    const parsed = granted.safeParse(parse(body));
    if (!parsed.success) return undefined;
    const { user_id: state, consumer_key, consumer_secret } = parsed.data;
    return { state, config: { ...config, consumer_key, consumer_secret } };
  },
});

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
