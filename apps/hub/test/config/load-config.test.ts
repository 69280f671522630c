import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptionKeys } from '../../src/config/encryption-keys';
import { ConfigError, loadConfig } from '../../src/config/load-config';

const mistakesIn = (environment: NodeJS.ProcessEnv): readonly string[] => {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

test('nothing at all is a good environment, and so are empty variables', () => {
  expect(loadConfig({ HUB_PORT: '', DATABASE_URL: '' })).toMatchObject({
    HUB_PORT: 8080,
    HUB_BASE_URL: 'http://localhost:8080',
    HUB_DATA_DIR: '.acp-hub',
  });
});

test('all mistakes are told at once, each by the name of its setting and what it takes', () => {
  const mistakes = mistakesIn({
    HUB_PORT: 'eighty',
    HUB_BASE_URL: 'hub.example',
    DATABASE_URL: 'mysql://localhost/hub',
    REDIS_URL: 'localhost:6379',
    HUB_ENCRYPTION_KEYS: 'k:short',
    HUB_LOG_LEVEL: 'loud',
    HUB_MERCHANT_PROFILE: '{',
  });
  expect(mistakes).toEqual([
    'HUB_PORT: takes a whole number from 0 to 65535',
    'HUB_BASE_URL: takes a URL, such as https://hub.example',
    'DATABASE_URL: takes a URL, postgres://user:password@host:5432/database',
    'REDIS_URL: takes a URL, redis://host:6379',
    'HUB_ENCRYPTION_KEYS: takes id:key,… with keys of 32 bytes in base64 (openssl rand -base64 32)',
    expect.stringMatching(/^HUB_LOG_LEVEL: .*"debug"/),
    'HUB_MERCHANT_PROFILE: is not valid JSON',
  ]);
});

test.each([
  [{ DATABASE_MIGRATION_URL: 'postgres://localhost/hub' }, 'DATABASE_MIGRATION_URL'],
  [{ HUB_MERCHANT_NAME: 'Atlas' }, 'HUB_MERCHANT_CONNECTOR_CONFIG', 'HUB_MERCHANT_AGENT_TOKEN'],
  [{ HUB_MERCHANT_WEBHOOK_URL: 'https://agent.example/w' }, 'HUB_MERCHANT_WEBHOOK_SECRET'],
  [{ HUB_MERCHANT_MODE: 'live' }, 'HUB_ENCRYPTION_KEYS'],
])('%j lacks %s', (environment, ...lacking) => {
  expect(mistakesIn(environment).map((mistake) => mistake.split(':')[0])).toEqual(lacking);
});

test('mistakes do not quote what they are about: it may be a secret', () => {
  const secrets = { HUB_ENCRYPTION_KEYS: 'k:hush-hush', DATABASE_URL: 'http://hub:hush-hush@localhost' };
  expect(mistakesIn({ ...secrets, HUB_MERCHANT_AGENT_TOKEN: 'hush-hush' }).join()).not.toContain('hush');
});

describe('a key of the hub’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-key-'));
  const file = join(folder, 'encryption-key');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is made once, for its owner alone', () => {
    const made = encryptionKeys({ HUB_ENCRYPTION_KEYS: undefined, HUB_DATA_DIR: folder });
    expect(made).toMatchObject({ generated: true, keys: [{ id: 'generated' }] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(encryptionKeys({ HUB_ENCRYPTION_KEYS: undefined, HUB_DATA_DIR: folder })).toEqual(made);
    expect(readFileSync(file, 'utf8')).toBe(made.keys[0]?.key.toString('base64'));
  });

  test('that was cut off is not used', () => {
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20));
    expect(() => encryptionKeys({ HUB_ENCRYPTION_KEYS: undefined, HUB_DATA_DIR: folder })).toThrow(
      /encryption-key holds no key of 32 bytes any more/,
    );
  });

  test('has no place in what is no folder', () => {
    expect(() => encryptionKeys({ HUB_ENCRYPTION_KEYS: undefined, HUB_DATA_DIR: file })).toThrow(
      /HUB_DATA_DIR: name a folder that the hub may write to/,
    );
  });
});
