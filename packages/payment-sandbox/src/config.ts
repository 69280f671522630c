import { z } from 'zod';

/** What a merchant enters for a sandbox account. */
export const sandboxConfigSchema = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .meta({ title: 'URL of the sandbox payment server', examples: ['http://127.0.0.1:8091'] }),
  apiKey: z
    .string()
    .min(1)
    .meta({ title: 'API key', description: 'sk_sandbox_<name of the account>', secret: true }),
  merchantId: z
    .string()
    .min(1)
    .meta({ title: 'Merchant id', description: 'acct_<name of the account>; tokens are made out to it' }),
});

export type SandboxConfig = z.infer<typeof sandboxConfigSchema>;
