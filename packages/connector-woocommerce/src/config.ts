import { z } from 'zod';

export const consumerKey = z.string().regex(/^ck_\w{8,}$/);
export const consumerSecret = z.string().regex(/^cs_\w{8,}$/);

/** Until the merchant has given a key; no shop accepts it. */
const NO_KEY = { consumer_key: `ck_${'0'.repeat(40)}`, consumer_secret: `cs_${'0'.repeat(40)}` };

/** What a merchant enters to connect a WooCommerce shop. */
export const woocommerceConfig = z.object({
  url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Address of the shop',
    description: 'Where WordPress answers, e.g. https://shop.example or https://example.com/shop',
  }),
  consumer_key: consumerKey.default(NO_KEY.consumer_key).meta({
    title: 'Consumer key',
    description:
      'WooCommerce → Settings → Advanced → REST API, with the permission Read/Write; begins with ck_. Absent: to be given by one click',
    secret: true,
  }),
  consumer_secret: consumerSecret.default(NO_KEY.consumer_secret).meta({
    title: 'Consumer secret',
    description: 'Shown once beside the consumer key; begins with cs_',
    secret: true,
  }),
});

export type WoocommerceConfig = z.infer<typeof woocommerceConfig>;

/** The same for a shop that has the companion plugin. */
export const companionConfig = woocommerceConfig.extend({
  companion_secret: z.string().min(32).regex(/\S/, 'is blank').meta({
    title: 'Shared secret',
    description: 'As entered under WooCommerce → Settings → Payments → ACP Hub; at least 32 characters',
    secret: true,
  }),
});

export type CompanionConfig = z.infer<typeof companionConfig>;
