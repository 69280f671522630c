import { z } from 'zod';

/** What a merchant enters to connect a store on Your Platform. */
export const yourPlatformConfig = z.object({
  base_url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Base URL',
    description: 'Where the store’s API answers, e.g. https://shop.example/api',
  }),
  token: z.string().min(1).meta({
    title: 'API token',
    description: 'Made in the store’s settings; must be allowed to read products and to write orders',
    secret: true,
  }),
});

export type YourPlatformConfig = z.infer<typeof yourPlatformConfig>;
