import { randomBytes } from 'node:crypto';
import { KeyRing } from '../../src/persistence/key-ring';
import { openLinkSecret, renewLinkSecret } from '../../src/persistence/link-secret';
import { migratedDatabase } from '../support/database';

const [old, fresh] = ['old', 'new'].map((id) => ({ id, key: randomBytes(32) })) as [Key, Key];
type Key = { readonly id: string; readonly key: Buffer };
const [before, both, after] = [new KeyRing([old]), new KeyRing([fresh, old]), new KeyRing([fresh])];

let database: Awaited<ReturnType<typeof migratedDatabase>>;
beforeAll(async () => {
  database = await migratedDatabase();
}, 60_000);
afterAll(() => database.close());

const linkKey = async (ring: KeyRing) =>
  (await openLinkSecret(database.pool, ring)).derive('links').toString('hex');

test('links are signed by the same key at every start, also of the first hubs that start at once', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, () => linkKey(before)));
  expect(new Set([...keys, await linkKey(both)]).size).toBe(1);
  const { derive } = await openLinkSecret(database.pool, before);
  expect(derive('downloads').equals(derive('links'))).toBe(false);
});

test('links outlive the key that wrapped their secret', async () => {
  const given = await linkKey(before);
  await expect(linkKey(after)).rejects.toThrow('HUB_ENCRYPTION_KEYS: the key "old" is not');
  await expect(renewLinkSecret(database.pool, both)).resolves.toBe(true);
  await expect(renewLinkSecret(database.pool, both)).resolves.toBe(false);
  await expect(linkKey(after)).resolves.toBe(given);
  await expect(linkKey(before)).rejects.toThrow('HUB_ENCRYPTION_KEYS: the key "new" is not');
});
