import { acpVersions, codecOf } from '../../src';
import { command, create, error, legacy, modern, newest } from '../support/decoding';

describe('items', () => {
  test.each(modern)('%s takes every form, and sums repeated ids', (version) => {
    const line_items = [
      { id: 'a' },
      { id: 'a', quantity: 2 },
      { id: 'li_b', item: { id: 'b' }, quantity: 3, name: 'B', totals: [] },
      { id: 'li_c', item: { id: 'c', quantity: 4 } },
    ];
    expect(command(codecOf(version).decodeCreate({ ...create, line_items })).items).toEqual([
      { id: 'a', quantity: 3 },
      { id: 'b', quantity: 3 },
      { id: 'c', quantity: 4 },
    ]);
  });

  test.each(modern)('%s takes the old `items`, and names them in errors', (version) => {
    const { line_items, ...rest } = create;
    const { decodeCreate } = codecOf(version);
    expect(command(decodeCreate({ ...rest, items: line_items })).items).toEqual([{ id: 'a', quantity: 1 }]);
    expect(error(decodeCreate({ ...rest, items: [{ id: 'a', quantity: 0 }] })).param).toBe(
      '$.items[0].quantity',
    );
  });

  test.each(legacy)('%s', (version) => {
    const items = [{ id: 'a', quantity: 1 }, { id: 'b' }, { id: 'a', quantity: 2 }];
    expect(command(codecOf(version).decodeCreate({ items })).items).toEqual([
      { id: 'a', quantity: 3 },
      { id: 'b', quantity: 1 },
    ]);
  });

  test.each([2.5, 0, -1, 1e9, '1', true])(
    'a quantity of %j is invalid, and its place is named',
    (quantity) => {
      for (const version of acpVersions) {
        const isModern = modern.includes(version);
        const body = isModern
          ? { ...create, line_items: [{ id: 'a' }, { id: 'b', quantity }] }
          : {
              items: [
                { id: 'a', quantity: 1 },
                { id: 'b', quantity },
              ],
            };
        expect(error(codecOf(version).decodeCreate(body))).toMatchObject({
          type: 'invalid_request',
          code: 'invalid',
          param: isModern ? '$.line_items[1].quantity' : '$.items[1].quantity',
        });
      }
    },
  );

  test('1.0 is a whole number', () => {
    const body = JSON.parse('{"items":[{"id":"a","quantity":1.0}]}');
    expect(command(codecOf('2025-09-29').decodeCreate(body)).items).toEqual([{ id: 'a', quantity: 1 }]);
  });

  test('a sum beyond the limit is invalid', () => {
    const line_items = [
      { id: 'a', quantity: 1_000_000 },
      { id: 'a', quantity: 1 },
    ];
    expect(error(newest.decodeCreate({ ...create, line_items })).param).toBe('$.line_items[1].quantity');
  });
});
