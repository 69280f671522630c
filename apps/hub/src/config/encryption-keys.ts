import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isError } from '../is-error';
import { openDataFolder } from './data-folder';
import { ConfigError, type Config } from './load-config';

export interface EncryptionKeys {
  readonly keys: readonly { readonly id: string; readonly key: Buffer }[];
  /** Made by the hub itself: good for test mode, refused for live. */
  readonly generated: boolean;
}

const KEY_BYTES = 32;

/**
 * The keys from the environment, or one generated on first start and kept, readable by its owner alone.
 * @throws ConfigError where that one cannot be kept, or is no key any more.
 */
export function encryptionKeys(config: Pick<Config, 'HUB_ENCRYPTION_KEYS' | 'HUB_DATA_DIR'>): EncryptionKeys {
  if (config.HUB_ENCRYPTION_KEYS !== undefined) return { keys: config.HUB_ENCRYPTION_KEYS, generated: false };
  openDataFolder(config.HUB_DATA_DIR);
  const file = join(config.HUB_DATA_DIR, 'encryption-key');
  if (!existsSync(file)) keepNewKey(file);
  return { keys: [{ id: 'generated', key: readKey(file) }], generated: true };
}

function readKey(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new ConfigError([
    `HUB_ENCRYPTION_KEYS: ${file} holds no key of ${KEY_BYTES} bytes any more; bring it back, for what it sealed cannot be read without it`,
  ]);
}

/** Whole or not at all: of processes that start together one keeps its key, and all read that one. */
function keepNewKey(file: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(isError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
}
