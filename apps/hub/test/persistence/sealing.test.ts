import { randomBytes } from 'node:crypto';
import { KeyRing } from '../../src/persistence/key-ring';
import { createSealing, tenantKeys } from '../../src/persistence/sealing';

const sealing = createSealing(randomBytes(32));

test('what is sealed opens with its key in its place, and nowhere else', () => {
  const key = sealing.newDataKey();
  const sealed = sealing.seal(key, { email: 'ada@example.com' }, 'session:a');
  expect(sealed.includes('ada@example.com')).toBe(false);
  expect(sealing.open(sealing.openDataKey(key.wrapped), sealed, 'session:a')).toEqual({
    email: 'ada@example.com',
  });
  expect(() => sealing.open(key, sealed, 'session:b')).toThrow();
  expect(() => sealing.open(sealing.newDataKey(), sealed, 'session:a')).toThrow();
  const tampered = Buffer.from(sealed);
  tampered[tampered.length - 1]! ^= 1;
  expect(() => sealing.open(key, tampered, 'session:a')).toThrow();
});

test('text comes back to the byte, and takes less room than it had', () => {
  const key = sealing.newDataKey();
  const text = JSON.stringify(Array.from({ length: 2_000 }, (_, index) => ({ index, quoted: '"ä€😀"' })));
  const sealed = sealing.sealText(key, text, 'answer:a');
  expect(sealed.length).toBeLessThan(Buffer.byteLength(text) / 3);
  expect(sealing.openText(key, sealed, 'answer:a')).toBe(text);
  expect(() => sealing.openText(key, sealed, 'answer:b')).toThrow();
  expect(sealing.openText(key, sealing.sealText(key, '', 'answer:c'), 'answer:c')).toBe('');
});

test('keys and initialisation vectors never repeat', () => {
  const key = sealing.newDataKey();
  const ivs = Array.from({ length: 1_000 }, () => sealing.seal(key, 1, 'a').subarray(0, 12).toString('hex'));
  const keys = Array.from({ length: 1_000 }, () => sealing.newDataKey().key.toString('hex'));
  expect(new Set([...ivs, ...keys]).size).toBe(2_000);
});

test('one tenant’s keys open nothing of another', () => {
  const other = createSealing(randomBytes(32));
  expect(() => other.openDataKey(sealing.newDataKey().wrapped)).toThrow();
  expect(() => other.openWithTenantKey(sealing.sealWithTenantKey('secret', 'here'), 'here')).toThrow();
  expect(other.blindIndex('email', 'a@b.c').equals(sealing.blindIndex('email', 'a@b.c'))).toBe(false);
});

test('a blind index knows a text again whatever its letter case, and keeps kinds apart', () => {
  const index = sealing.blindIndex('email', 'Ada@Example.com ');
  expect(index.equals(sealing.blindIndex('email', 'ada@example.com'))).toBe(true);
  expect(index.equals(sealing.blindIndex('order_number', 'ada@example.com'))).toBe(false);
});

test('keys rotate: the first wraps, all unwrap', () => {
  const [old, fresh] = [
    { id: 'old', key: randomBytes(32) },
    { id: 'new', key: randomBytes(32) },
  ];
  const before = new KeyRing([old]);
  const after = new KeyRing([fresh, old]);
  const { key, wrapped } = tenantKeys(before).create('ten_a');
  expect(tenantKeys(after).open('ten_a', wrapped).equals(key)).toBe(true);
  expect(() => tenantKeys(after).open('ten_b', wrapped)).toThrow();
  const rewrapped = tenantKeys(after).create('ten_a');
  expect(() => tenantKeys(before).open('ten_a', rewrapped.wrapped)).toThrow(
    /HUB_ENCRYPTION_KEYS: the key "new" is not/,
  );
  expect(tenantKeys(after).renew('ten_a', rewrapped.wrapped)).toBeUndefined();
  const renewed = tenantKeys(after).renew('ten_a', wrapped);
  expect(
    renewed &&
      tenantKeys(new KeyRing([fresh]))
        .open('ten_a', renewed)
        .equals(key),
  ).toBe(true);
});
