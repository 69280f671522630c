import { codecOf } from '../../src';
import { command, error, legacy, newest } from '../support/decoding';

describe('complete', () => {
  const payment_data = {
    handler_id: 'card',
    instrument: { type: 'card', credential: { type: 'spt', token: 'spt_1' } },
  };
  const details = {
    three_ds_cryptogram: 'c',
    electronic_commerce_indicator: '05',
    transaction_id: 't',
    version: '2.2.0',
  };

  test('of the newest version', () => {
    const body = {
      payment_data,
      authentication_result: { outcome: 'authenticated', outcome_details: details },
      marketing_consents: [{ channel: 'email', opted_in: true }],
      risk_signals: { ip_address: '203.0.113.9' },
      order_notes: 'Ring twice',
    };
    expect(command(newest.decodeComplete(body))).toEqual({
      payment: { token: 'spt_1', handlerId: 'card', instrumentType: 'card' },
      authenticationResult: {
        outcome: 'authenticated',
        details: { cryptogram: 'c', eci: '05', transactionId: 't', version: '2.2.0' },
      },
      marketingConsents: [{ channel: 'email', optedIn: true }],
      riskSignals: { ipAddress: '203.0.113.9' },
      orderNotes: 'Ring twice',
    });
  });

  test('2026-01-30 has neither notes nor consent', () => {
    const body = {
      payment_data,
      marketing_consents: [{ channel: 'email', opted_in: true }],
      order_notes: 'x',
    };
    expect(Object.keys(command(codecOf('2026-01-30').decodeComplete(body)))).toEqual(['payment']);
  });

  test.each(legacy)('%s', (version) => {
    expect(
      command(codecOf(version).decodeComplete({ payment_data: { token: 't', provider: 'stripe' } })),
    ).toEqual({
      payment: { token: 't', provider: 'stripe' },
      ...(version === '2025-09-29' && { cannotAuthenticate: true }),
    });
  });

  test.each([
    ['authenticated', 'authenticated'],
    ['failed', 'denied'],
    ['unavailable', 'not_supported'],
    ['rejected', 'rejected'],
    ['attempt', 'attempt_acknowledged'],
  ])('2026-01-16: %s is %s', (outcome, expected) => {
    const body = { payment_data: { token: 't', provider: 'stripe' }, authentication_result: { outcome } };
    expect(command(codecOf('2026-01-16').decodeComplete(body)).authenticationResult).toEqual({
      outcome: expected,
    });
  });

  test.each(['authenticated', 'informational', 'attempt_acknowledged'])('%s needs its details', (outcome) => {
    expect(error(newest.decodeComplete({ payment_data, authentication_result: { outcome } }))).toMatchObject({
      code: 'missing',
      param: '$.authentication_result.outcome_details',
    });
  });

  test('a purchase order is asked for a handler', () => {
    expect(error(newest.decodeComplete({ payment_data: { purchase_order_number: '1' } }))).toMatchObject({
      code: 'missing',
      param: '$.payment_data.handler_id',
    });
  });

  test('no error repeats a token', () => {
    const body = {
      payment_data: {
        ...payment_data,
        instrument: { type: 1, credential: { type: 'spt', token: 'spt_secret' } },
      },
    };
    expect(JSON.stringify(error(newest.decodeComplete(body)))).not.toContain('spt_secret');
  });
});
