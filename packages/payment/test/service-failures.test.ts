import { failuresOfService } from '../src';

const service = failuresOfService('The bank');
const thrown = (code: string) => Object.assign(new Error('spt_secret was on its way'), { code });

describe('a write', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('that met %s was not applied', (code) => {
    expect(service.ofConnection(thrown(code), 100)).toEqual({
      kind: 'transient',
      message: `The bank cannot be reached (${code}).`,
      outcome: 'not_applied',
    });
  });

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'UND_ERR_HEADERS_TIMEOUT', 'ERR_SSL_BAD_RECORD_MAC'])(
    'that met %s may have been applied, and its words are nobody’s',
    (code) => {
      expect(service.ofConnection(thrown(code), 100)).toEqual({
        kind: 'transient',
        message: `The bank gave no answer: the connection broke (${code}).`,
        outcome: 'unknown',
      });
    },
  );

  it.each(['TimeoutError', 'DeadlineExceededError'])('that met a %s may have been applied', (name) => {
    expect(service.ofConnection({ name, code: 'DEADLINE_EXCEEDED' }, 100)).toEqual({
      kind: 'transient',
      message: 'The bank did not answer within 100 ms.',
      outcome: 'unknown',
    });
  });
});

it.each([
  ['7', 7],
  ['Fri, 17 Apr 2026 00:00:30 GMT', 30],
  ['Thu, 16 Apr 2026 23:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('reads Retry-After: %s', (header, seconds) => {
  const failure = service.rateLimited(header, new Date('2026-04-17T00:00:00Z'));
  expect(failure.kind === 'rate_limited' && failure.retryAfterSeconds).toBe(seconds);
});
