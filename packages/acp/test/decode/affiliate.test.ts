import { command, create, error, newest } from '../support/decoding';

describe('affiliate attribution', () => {
  const attributed = (affiliate_attribution: unknown) =>
    newest.decodeCreate({ ...create, affiliate_attribution });
  const paymentData = {
    handler_id: 'card',
    instrument: { type: 'card', credential: { type: 'spt', token: 'spt_1' } },
  };

  test('is the first touch at create and the last at complete, unless it says', () => {
    const affiliate = { provider: 'p', token: 't', metadata: { rate: 0.1, top: true } };
    expect(command(attributed(affiliate)).affiliate).toEqual({ ...affiliate, touchpoint: 'first' });
    expect(command(attributed({ provider: 'p', token: '', publisher_id: 'id' })).affiliate).toMatchObject({
      publisherId: 'id',
    });
    const complete = (affiliate_attribution: unknown) =>
      command(newest.decodeComplete({ payment_data: paymentData, affiliate_attribution })).affiliate
        ?.touchpoint;
    expect(complete(affiliate)).toBe('last');
    expect(complete({ ...affiliate, touchpoint: 'first' })).toBe('first');
  });

  test.each([
    [{ token: 't' }, 'missing', '$.affiliate_attribution.provider'],
    [{ provider: 'p' }, 'missing', '$.affiliate_attribution.token'],
    [{ provider: 'p', token: '', publisher_id: ' ' }, 'missing', '$.affiliate_attribution.token'],
    [{ provider: ' ', token: 't' }, 'missing', '$.affiliate_attribution.provider'],
    [
      { provider: 'p', token: 't', metadata: { a: { b: 1 } } },
      'invalid',
      '$.affiliate_attribution.metadata.a',
    ],
    [
      { provider: 'p', token: 't', metadata: { user_email: 'x' } },
      'pii_not_allowed',
      '$.affiliate_attribution.metadata.user_email',
    ],
    [
      { provider: 'p', token: 't', metadata: { note: 'jane@shop.example' } },
      'pii_not_allowed',
      '$.affiliate_attribution.metadata.note',
    ],
    [
      { provider: 'p', token: 't', sub_id: '+1 415 555 0123' },
      'pii_not_allowed',
      '$.affiliate_attribution.sub_id',
    ],
    [
      { provider: 'p', publisher_id: 'jane@shop.example' },
      'pii_not_allowed',
      '$.affiliate_attribution.publisher_id',
    ],
  ])('%j is refused', (affiliate, code, param) => {
    const refusal = error(attributed(affiliate));
    expect(refusal).toMatchObject({ code, param });
    expect(refusal.message).not.toContain('jane');
  });

  test.each(['pub_123', '14155550123', '2026-02-11', 'summer-2026-01'])('%s is an id', (publisher_id) => {
    expect(attributed({ provider: 'p', publisher_id }).ok).toBe(true);
  });
});
