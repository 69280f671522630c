import { acpVersions, codecOf } from '../../src';
import { command, error, newest } from '../support/decoding';

describe('cancel', () => {
  test.each(acpVersions)('%s succeeds without a body, and with a reason nobody knows', (version) => {
    const { decodeCancel } = codecOf(version);
    expect(command(decodeCancel(undefined))).toEqual({});
    expect(command(decodeCancel({}))).toEqual({});
    expect(command(decodeCancel({ intent_trace: { reason_code: 'boredom' } }))).toEqual({
      intentTrace: { reasonCode: 'other' },
    });
  });

  test('keeps the trace, its summary cut between characters', () => {
    const intent_trace = {
      reason_code: 'shipping_cost',
      trace_summary: '👟'.repeat(600),
      metadata: { a: 1 },
    };
    expect(command(newest.decodeCancel({ intent_trace })).intentTrace).toEqual({
      reasonCode: 'shipping_cost',
      traceSummary: '👟'.repeat(500),
      metadata: { a: 1 },
    });
  });

  test.each([{ a: { b: 1 } }, { a: [1] }, { a: null }])('nested metadata %j is refused', (metadata) => {
    expect(error(newest.decodeCancel({ intent_trace: { reason_code: 'other', metadata } })).param).toBe(
      '$.intent_trace.metadata.a',
    );
  });
});
