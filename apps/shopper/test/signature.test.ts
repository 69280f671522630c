import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { checkSignature } from '../src/inbox/signature';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const SECRET = 'whsec_test';

const timestamped = (body: string, secret = SECRET, seconds = NOW / 1000) =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

const base64 = (body: string, secret = SECRET) => createHmac('sha256', secret).update(body).digest('base64');

describe('checkSignature', () => {
  it('takes both forms over any body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) => {
        const check = (headers: Record<string, string>) => checkSignature(headers, body, SECRET, NOW);
        expect(check({ 'merchant-signature': timestamped(body) })).toEqual({
          kind: 'valid',
          form: 'timestamped',
        });
        expect(check({ 'acme-signature': base64(body) })).toEqual({ kind: 'valid', form: 'base64' });
      }),
    );
  });

  it.each([
    ['another body', timestamped('{"n":2}')],
    ['another secret', timestamped('{}', 'whsec_other')],
    ['an old timestamp', timestamped('{}', SECRET, NOW / 1000 - 301)],
    ['a timestamp to come', timestamped('{}', SECRET, NOW / 1000 + 301)],
    ['a broken form', `t=${NOW / 1000},v1=abc`],
    ['base64 of another body', base64('{"n":2}')],
    ['no base64 at all', '!'],
  ])('refuses %s', (_what, value) => {
    expect(checkSignature({ 'merchant-signature': value }, '{}', SECRET, NOW).kind).toBe('invalid');
  });

  it('tells a missing signature from two', () => {
    expect(checkSignature({ host: 'x' }, '{}', SECRET, NOW)).toEqual({ kind: 'missing' });
    const both = { 'merchant-signature': timestamped('{}'), 'acme-signature': base64('{}') };
    expect(checkSignature(both, '{}', SECRET, NOW).kind).toBe('invalid');
  });
});
