import { acpVersions, codecOf } from '../../src';
import { command, error, newest } from '../support/decoding';

describe('update', () => {
  test.each(acpVersions)('%s: what is absent stays absent', (version) => {
    expect(command(codecOf(version).decodeUpdate({}))).toEqual({});
  });

  test('null clears, in the newest version', () => {
    const body = {
      buyer: null,
      fulfillment_details: null,
      selected_fulfillment_options: null,
      discounts: null,
      order_notes: null,
    };
    expect(command(newest.decodeUpdate(body))).toEqual({
      buyer: null,
      fulfillment: null,
      option: null,
      coupons: null,
      orderNotes: null,
    });
  });

  test('null clears, in the oldest', () => {
    const body = { buyer: null, fulfillment_address: null, fulfillment_option_id: null };
    expect(command(codecOf('2025-09-29').decodeUpdate(body))).toEqual({
      buyer: null,
      fulfillment: null,
      option: null,
    });
  });

  const flat = { type: 'shipping', option_id: 'fast', item_ids: ['a'] };
  const nested = { type: 'shipping', shipping: { option_id: 'fast', item_ids: ['a'] } };

  test.each(acpVersions.filter((version) => version !== '2025-09-29'))(
    '%s takes a chosen option nested or flat',
    (version) => {
      const { decodeUpdate } = codecOf(version);
      for (const option of [flat, nested])
        expect(command(decodeUpdate({ selected_fulfillment_options: [option] }))).toEqual({ option: 'fast' });
      expect(command(decodeUpdate({ selected_fulfillment_options: [] }))).toEqual({ option: null });
    },
  );

  test('two different options are refused, the same twice is one', () => {
    const other = { ...flat, option_id: 'slow' };
    expect(error(newest.decodeUpdate({ selected_fulfillment_options: [flat, other] })).param).toBe(
      '$.selected_fulfillment_options[1]',
    );
    expect(command(newest.decodeUpdate({ selected_fulfillment_options: [flat, flat] })).option).toBe('fast');
  });

  test('a choice without an option id is refused', () => {
    const body = { selected_fulfillment_options: [{ type: 'shipping' }] };
    expect(error(newest.decodeUpdate(body))).toMatchObject({
      code: 'missing',
      param: '$.selected_fulfillment_options[0].option_id',
    });
  });

  test.each([
    [{ discounts: { codes: ['A'] } }, ['A']],
    [{ coupons: ['B'] }, ['B']],
    [{ discounts: { codes: ['A'] }, coupons: ['B'] }, ['A']],
    [{ discounts: { codes: [] } }, []],
    [{ discounts: { codes: null } }, null],
    [{ discounts: {} }, undefined],
  ])('codes of %j', (body, coupons) => {
    expect(command(newest.decodeUpdate(body)).coupons).toEqual(coupons);
  });
});
