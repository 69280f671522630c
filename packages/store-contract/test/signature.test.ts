import fc from 'fast-check';
import { SIGNATURE_TOLERANCE_SECONDS, signBody, verifySignature } from '../src';

const now = new Date('2026-11-23T12:00:00.000Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test('a known body, secret and time give the signature any HMAC tool computes', () => {
  // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac topsecret
  expect(signBody('{"a":1}', 'topsecret', new Date(1_700_000_000_000))).toBe(
    't=1700000000,v1=6a939b0c71853d606167625a15168ee9188c6a511c773ef4f42d307f3849e50f',
  );
});

test('what was signed verifies, whatever body and secret are', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), (body, secret) => {
      expect(verifySignature(signBody(body, secret, now), body, secret, now)).toEqual({ valid: true });
    }),
  );
});

test('a changed body or another secret does not verify', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1 }),
      (body, change, other) => {
        const signature = signBody(body, 'secret', now);
        expect(verifySignature(signature, body + change, 'secret', now)).toEqual({
          valid: false,
          problem: 'mismatch',
        });
        expect(verifySignature(signature, body, `secret${other}`, now)).toMatchObject({
          problem: 'mismatch',
        });
      },
    ),
  );
});

test.each([
  ['at the edge of the past', SIGNATURE_TOLERANCE_SECONDS, { valid: true }],
  ['at the edge of the future', -SIGNATURE_TOLERANCE_SECONDS, { valid: true }],
  ['a second too old', SIGNATURE_TOLERANCE_SECONDS + 1, { valid: false, problem: 'expired' }],
  ['a second too new', -SIGNATURE_TOLERANCE_SECONDS - 1, { valid: false, problem: 'expired' }],
])('time: %s', (_case, seconds, verdict) => {
  expect(verifySignature(signBody('x', 's', now), 'x', 's', after(seconds))).toEqual(verdict);
});

test.each([
  [undefined, 'missing'],
  ['', 'missing'],
  ['v1=' + '0'.repeat(64), 'malformed'],
  ['t=1700000000', 'malformed'],
  ['t=soon,v1=' + '0'.repeat(64), 'malformed'],
  ['t=1700000000,v1=abc', 'malformed'],
])('the header %p is %s', (header, problem) => {
  expect(verifySignature(header, 'x', 's', now)).toEqual({ valid: false, problem });
});

test('while a secret is replaced, one good signature among several is enough', () => {
  const [timestamp, good] = signBody('x', 'new', now).split(',');
  const bad = signBody('x', 'old', now).split(',')[1];
  expect(verifySignature(`${timestamp},${bad},${good}`, 'x', 'new', now)).toEqual({ valid: true });
});
