import { join } from 'node:path';
import { environmentSchema, type Environment } from './schema';

export type Config = Environment & { readonly HUB_BASE_URL: string; readonly HUB_DOWNLOADS_DIR: string };

/** Every mistake in the environment at once, in words that say what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly mistakes: readonly string[]) {
    super(`The environment needs mending:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
  }
}

/** Reads the settings; an empty variable counts as unset. @throws ConfigError naming every mistake. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const config = {
    ...parsed.data,
    HUB_BASE_URL: baseUrl(parsed.data),
    HUB_DOWNLOADS_DIR: parsed.data.HUB_DOWNLOADS_DIR ?? join(parsed.data.HUB_DATA_DIR, 'downloads'),
  };
  const mistakes = [...acrossSettings(config)];
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

const baseUrl = ({ HUB_BASE_URL, HUB_PORT }: Environment): string =>
  (HUB_BASE_URL ?? `http://localhost:${HUB_PORT}`).replace(/\/+$/, '');

function* acrossSettings(config: Config): Generator<string> {
  if (config.DATABASE_MIGRATION_URL !== undefined && config.DATABASE_URL === undefined) {
    yield 'DATABASE_MIGRATION_URL: set DATABASE_URL too, or neither for the embedded database';
  }
  if (config.HUB_MERCHANT_NAME !== undefined && config.HUB_MERCHANT_CONNECTOR_CONFIG === undefined) {
    yield 'HUB_MERCHANT_CONNECTOR_CONFIG: needed with HUB_MERCHANT_NAME, so that the hub can reach the shop';
  }
  if (config.HUB_MERCHANT_NAME !== undefined && config.HUB_MERCHANT_AGENT_TOKEN === undefined) {
    yield 'HUB_MERCHANT_AGENT_TOKEN: needed with HUB_MERCHANT_NAME, so that an agent can call';
  }
  if (config.HUB_MERCHANT_WEBHOOK_URL !== undefined && config.HUB_MERCHANT_WEBHOOK_SECRET === undefined) {
    yield 'HUB_MERCHANT_WEBHOOK_SECRET: needed with HUB_MERCHANT_WEBHOOK_URL, to sign its messages; openssl rand -hex 32';
  }
  if (config.HUB_MERCHANT_MODE === 'live' && config.HUB_ENCRYPTION_KEYS === undefined) {
    yield 'HUB_ENCRYPTION_KEYS: live mode does not run on a generated key; make one with: openssl rand -base64 32';
  }
}
