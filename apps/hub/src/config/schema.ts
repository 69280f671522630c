import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const whole = (least: number, most: number) => {
  const error = `takes a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};
const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'takes a URL, postgres://user:password@host:5432/database',
});
const webUrl = z.url({ protocol: /^https?$/, error: 'takes a URL, such as https://hub.example' });
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not valid JSON' });
    return z.NEVER;
  }
});

const encryptionKeys = z.string().transform((text, context) =>
  text.split(',').map((entry) => {
    const [id, encoded] = entry.split(':');
    const key = Buffer.from(encoded ?? '', 'base64');
    if (!id || !/^[\w-]{1,32}$/.test(id) || key.length !== 32) {
      context.addIssue({
        code: 'custom',
        message: 'takes id:key,… with keys of 32 bytes in base64 (openssl rand -base64 32)',
      });
    }
    return { id: id ?? '', key };
  }),
);

/** Every setting of the hub. The descriptions become `.env.example`. */
export const environmentSchema = z.object({
  HUB_PORT: whole(0, 65_535).default(8080).describe('Port the hub listens on; 0 takes any free one.'),
  HUB_HOST: z.string().min(1).default('127.0.0.1').describe('Address it listens on; 0.0.0.0 in a container.'),
  HUB_BASE_URL: webUrl
    .optional()
    .describe('Public URL of the hub, as agents and buyers reach it. Default: http://localhost:<port>.'),
  HUB_ROLE: z
    .enum(['all', 'serve', 'work'])
    .default('all')
    .describe('serve answers requests, work runs jobs, all does both.'),
  HUB_DATA_DIR: z
    .string()
    .min(1)
    .default('.acp-hub')
    .describe('Where the embedded database and generated keys live.'),
  HUB_DOWNLOADS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Where feeds lie that receivers fetch; all processes of the hub and its commands share it. Default: downloads in HUB_DATA_DIR.',
    ),
  DATABASE_URL: databaseUrl
    .optional()
    .describe('PostgreSQL 15 or newer. Unset: the hub starts its own in HUB_DATA_DIR.'),
  DATABASE_MIGRATION_URL: databaseUrl
    .optional()
    .describe('The same database as the owner of its tables. Default: DATABASE_URL.'),
  HUB_DATABASE_POOL: whole(1, 500).default(16).describe('Connections to PostgreSQL of one process.'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'takes a URL, redis://host:6379' })
    .optional()
    .describe('Redis for the queues. Unset: queues live in PostgreSQL.'),
  HUB_ENCRYPTION_KEYS: encryptionKeys
    .optional()
    .describe(
      'id:base64,… of 32 bytes each; the first encrypts, all decrypt. Unset: generated in HUB_DATA_DIR, for test mode only.',
    ),
  HUB_CONNECTORS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .describe('npm packages with further connectors, separated by commas.'),
  HUB_ALLOW_PRIVATE_ADDRESSES: flag
    .default(false)
    .describe(
      'Development only: stores, payment services and webhooks may be on private addresses. Never holds in live mode.',
    ),
  HUB_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  HUB_COMPLETE_DEADLINE_MS: whole(100, 120_000)
    .default(20_000)
    .describe('Milliseconds until a payment still under way is answered complete_in_progress.'),
  HUB_STORE_DEADLINE_MS: whole(100, 60_000)
    .default(8_000)
    .describe('Milliseconds one request to a store or payment service may take.'),
  HUB_LEASE_MS: whole(1_000, 300_000)
    .default(30_000)
    .describe('Milliseconds after which work of a process that died is taken over.'),
  HUB_SESSION_MINUTES: whole(1, 43_200)
    .default(360)
    .describe('Minutes an untouched checkout session stays open.'),
  HUB_POLL_SECONDS: whole(5, 86_400)
    .default(60)
    .describe(
      'Seconds between two looks for changed orders at a store, and from a sale to the first look at its payment.',
    ),
  HUB_CATALOG_FULL_HOURS: whole(0, 720)
    .default(24)
    .describe(
      'Hours between two full readings of a catalogue, which find what is gone; 0 is none by itself.',
    ),
  HUB_CATALOG_CHANGES_SECONDS: whole(0, 86_400)
    .default(600)
    .describe('Seconds between two looks for changed products; 0 is none by itself.'),
  HUB_CATALOG_STOCK_SECONDS: whole(0, 86_400)
    .default(120)
    .describe(
      'Seconds between two comparisons of price and stock, 2,000 products each; 0 is none by itself.',
    ),
  HUB_RATE_LIMIT: whole(0, 1_000_000)
    .default(6_000)
    .describe('Requests a minute an agent may send; 0 is no limit.'),
  HUB_COMPLETE_RATE_LIMIT: whole(0, 1_000_000)
    .default(120)
    .describe('Payment attempts a minute an agent may make (card testing); 0 is no limit.'),
  HUB_MERCHANT_NAME: z
    .string()
    .regex(/\S/, 'is blank')
    .optional()
    .describe('One merchant from the environment alone: its name.'),
  HUB_MERCHANT_MODE: z.enum(['test', 'live']).default('test').describe('Whether its money is real.'),
  HUB_MERCHANT_CURRENCY: z
    .string()
    .default('USD')
    .describe('The shop’s own currency, ISO 4217; stays what it was at the first start.'),
  HUB_MERCHANT_CONNECTOR: z.string().default('custom').describe('Its platform.'),
  HUB_MERCHANT_CONNECTOR_CONFIG: json
    .optional()
    .describe('The connector’s settings as JSON, e.g. {"base_url":"…","secret":"…"}.'),
  HUB_MERCHANT_PAYMENT_PROVIDER: z.string().default('sandbox').describe('Its payment provider.'),
  HUB_MERCHANT_PAYMENT_CONFIG: json.optional().describe('The payment provider’s settings as JSON.'),
  HUB_MERCHANT_PROFILE: json
    .optional()
    .describe(
      'Links and support as JSON: {"links":[{"type":"terms_of_use","url":"…"}],"support":{"email":"…"}}.',
    ),
  HUB_MERCHANT_AGENT_PROFILE: z
    .enum(['spec', 'openai', 'legacy'])
    .default('spec')
    .describe('The documentation its agent was built from.'),
  HUB_MERCHANT_AGENT_TOKEN: z
    .string()
    .min(32)
    .optional()
    .describe('Bearer token of its agent: acp_test_… or acp_live_… and at least 32 random characters.'),
  HUB_MERCHANT_WEBHOOK_URL: webUrl.optional().describe('Where its agent receives order events.'),
  HUB_MERCHANT_WEBHOOK_SECRET: z
    .string()
    .min(16)
    .regex(/\S/, 'is blank')
    .optional()
    .describe('Shared secret those events are signed with.'),
});

export type Environment = z.infer<typeof environmentSchema>;
