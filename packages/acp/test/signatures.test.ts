import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  signLegacyWebhook,
  signRequest,
  signWebhook,
  verifyLegacyWebhook,
  verifyRequest,
  verifyWebhook,
} from '../src';

const now = Date.parse('2026-04-17T12:00:00Z');
const secret = 'whsec_test';
const body = '{"type":"order_create"}';

/** The text with one character changed. */
const tampered = (text: string, at: number): string => {
  const index = at % text.length;
  return text.slice(0, index) + (text[index] === 'a' ? 'b' : 'a') + text.slice(index + 1);
};

describe('Merchant-Signature', () => {
  test('is HMAC-SHA256 over time, dot and raw body', () => {
    const seconds = now / 1000;
    const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    expect(signWebhook(body, secret, now)).toBe(`t=${seconds},v1=${expected}`);
    expect(signWebhook(body, secret, now)).toMatch(/^t=\d+,v1=[a-f0-9]{64}$/);
  });

  test('holds for any body, and for no other body or secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), (text, at) => {
        const header = signWebhook(text, secret, now);
        expect(verifyWebhook(text, header, secret, now)).toEqual({ valid: true });
        expect(verifyWebhook(tampered(text, at), header, secret, now).valid).toBe(false);
        expect(verifyWebhook(text, header, `${secret}x`, now).valid).toBe(false);
      }),
    );
  });

  test.each([
    ['signed 300 s ago', 300, true],
    ['signed 300 s ahead', -300, true],
    ['signed 301 s ago', 301, false],
    ['signed 301 s ahead', -301, false],
  ])('%s', (_, seconds, valid) => {
    const verdict = verifyWebhook(body, signWebhook(body, secret, now), secret, now + seconds * 1000);
    expect(verdict).toEqual(valid ? { valid: true } : { valid: false, reason: 'outside_tolerance' });
  });

  test('moving the time breaks it', () => {
    const moved = signWebhook(body, secret, now).replace(/t=\d+/, `t=${now / 1000 + 1}`);
    expect(verifyWebhook(body, moved, secret, now)).toEqual({ valid: false, reason: 'mismatch' });
  });

  test.each([
    ['missing', undefined],
    ['missing', ''],
    ['malformed', 'v1=abc'],
    ['malformed', `t=1,v1=${'a'.repeat(63)}`],
    ['malformed', `t=1,v1=${'a'.repeat(64)},v1=${'b'.repeat(64)}`],
    ['malformed', `t=${'9'.repeat(40)},v1=${'a'.repeat(64)}`],
  ])('%s: %s', (reason, header) => {
    expect(verifyWebhook(body, header, secret, now)).toEqual({ valid: false, reason });
  });
});

describe('the webhook signature of older documentation', () => {
  test('is base64 HMAC-SHA256 of the raw body under the given name', () => {
    const value = createHmac('sha256', secret).update(body).digest('base64');
    expect(signLegacyWebhook(body, secret, 'Acme-Signature')).toEqual({ name: 'Acme-Signature', value });
  });

  test('holds for any body, and for no other', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, at) => {
        const { value } = signLegacyWebhook(text, secret, 'X');
        expect(verifyLegacyWebhook(text, value, secret)).toEqual({ valid: true });
        expect(verifyLegacyWebhook(tampered(text, at), value, secret)).toEqual({
          valid: false,
          reason: 'mismatch',
        });
        expect(verifyLegacyWebhook(text, value, 'other')).toEqual({ valid: false, reason: 'mismatch' });
      }),
    );
  });

  test.each([
    ['missing', undefined],
    ['malformed', 'abc'],
    ['malformed', `t=1,v1=${'a'.repeat(64)}`],
  ])('%s: %s', (reason, header) => {
    expect(verifyLegacyWebhook(body, header, secret)).toEqual({ valid: false, reason });
  });
});

describe('the request signature', () => {
  const request = { b: 1, a: [1, 2, { z: null }] };

  test('does not depend on how the JSON was written', () => {
    const headers = signRequest(request, secret, now);
    const rewritten = JSON.parse('{ "a": [1.0, 2, {"z": null}], "b": 1e0 }');
    expect(verifyRequest(rewritten, headers, secret, now)).toEqual({ valid: true });
  });

  test.each([
    ['another value', { ...request, b: 2 }],
    ['another order of a list', { ...request, a: [2, 1, { z: null }] }],
    ['a member more', { ...request, c: null }],
    ['no body', undefined],
  ])('breaks with %s', (_, changed) => {
    const headers = signRequest(request, secret, now);
    expect(verifyRequest(changed, headers, secret, now)).toEqual({ valid: false, reason: 'mismatch' });
  });

  test('covers the Timestamp, and that has a window', () => {
    const { signature, timestamp } = signRequest(undefined, secret, now);
    expect(verifyRequest(undefined, { signature, timestamp }, secret, now + 300_000)).toEqual({
      valid: true,
    });
    expect(verifyRequest(undefined, { signature, timestamp }, secret, now + 300_001)).toEqual({
      valid: false,
      reason: 'outside_tolerance',
    });
    const later = new Date(now + 1000).toISOString();
    expect(verifyRequest(undefined, { signature, timestamp: later }, secret, now)).toEqual({
      valid: false,
      reason: 'mismatch',
    });
  });

  test.each([
    ['missing', { timestamp: '2026-04-17T12:00:00Z' }],
    ['missing', { signature: 'a'.repeat(43) }],
    ['malformed', { signature: 'short', timestamp: '2026-04-17T12:00:00Z' }],
    ['malformed', { signature: 'a'.repeat(43), timestamp: 'yesterday' }],
    ['malformed', { signature: 'a'.repeat(43), timestamp: '2026-13-45T12:00:00Z' }],
  ])('%s: %j', (reason, headers) => {
    expect(verifyRequest(request, headers, secret, now)).toEqual({ valid: false, reason });
  });
});
