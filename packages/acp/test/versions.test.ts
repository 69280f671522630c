import {
  acpError,
  acpVersions,
  codecOf,
  errorCodes,
  errorSchema,
  negotiateVersion,
  statusOf,
  type AcpErrorCode,
} from '../src';
import { describeWithOracles, oracle } from './support/oracles';

test.each(acpVersions)('%s is served by its own codec', (version) => {
  expect(negotiateVersion(version)).toEqual({ ok: true, version });
  expect(codecOf(version).version).toBe(version);
});

test('2025-09-12 is the old name of 2025-09-29', () => {
  expect(negotiateVersion('2025-09-12')).toEqual({ ok: true, version: '2025-09-29' });
});

test.each([
  [undefined, 'missing_api_version'],
  ['', 'missing_api_version'],
  ['2024-01-01', 'unsupported_api_version'],
  ['unreleased', 'unsupported_api_version'],
  ['constructor', 'unsupported_api_version'],
])('%s is refused with the versions to choose from', (header, code) => {
  const negotiated = negotiateVersion(header);
  expect(negotiated).toMatchObject({
    ok: false,
    error: { type: 'invalid_request', code, supported_versions: [...acpVersions] },
  });
  if (!negotiated.ok) expect(statusOf(negotiated.error)).toBe(400);
});

describeWithOracles('errors', () => {
  test.each(Object.keys(errorCodes) as AcpErrorCode[])('%s validates against the official schema', (code) => {
    const error = acpError(code, 'What to do.', { param: '$.a', supportedVersions: acpVersions });
    expect(oracle('2026-04-17').definition('Error')(error)).toBe(true);
    expect(errorSchema.parse(error)).toEqual(error);
  });
});

test('an error holds only what it was given', () => {
  expect(acpError('not_found', 'No such session.')).toEqual({
    type: 'invalid_request',
    code: 'not_found',
    message: 'No such session.',
  });
});
