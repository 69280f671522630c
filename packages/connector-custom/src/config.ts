import { z } from 'zod';

/** What a merchant enters to connect a store of their own. */
export const customConfig = z.object({
  base_url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Base URL',
    description: 'Where the store answers the contract, e.g. https://shop.example/acp',
  }),
  secret: z.string().min(16).regex(/\S/, 'is blank').meta({
    title: 'Shared secret',
    description: 'Signs requests and events; at least 16 characters',
    secret: true,
  }),
});

export type CustomConfig = z.infer<typeof customConfig>;
