import { acpVersions, codecOf } from '../../src';
import { command, create, error, newest } from '../support/decoding';

describe('what is missing', () => {
  test.each([
    [undefined, '$'],
    [{}, '$.line_items'],
    [{ line_items: [{ id: 'a' }], capabilities: {} }, '$.currency'],
    [{ line_items: [{ id: 'a' }], currency: 'usd' }, '$.capabilities'],
    [{ ...create, line_items: [{}] }, '$.line_items[0].id'],
  ])('%j', (body, param) => {
    expect(error(newest.decodeCreate(body))).toMatchObject({ code: 'missing', param });
  });

  test.each([null, 1, 'text', []])('a body that is %j is invalid', (body) => {
    expect(error(newest.decodeCreate(body))).toMatchObject({ code: 'invalid', param: '$' });
  });
});

describe('a body that cannot be stored', () => {
  test.each(['a\u0000b', '\ud800'])('%j as text', (name) => {
    const body = { ...create, buyer: { first_name: name } };
    expect(error(newest.decodeCreate(body))).toMatchObject({ code: 'invalid', param: '$.buyer.first_name' });
  });

  test('NUL in a name', () => {
    expect(error(newest.decodeCreate({ ...create, metadata: { 'a\u0000': 1 } })).param).toBe('$.metadata');
  });

  test('emoji are text', () => {
    expect(command(newest.decodeCreate({ ...create, buyer: { first_name: '👟' } })).buyer).toEqual({
      firstName: '👟',
    });
  });

  test('a number beyond a double, wherever it stands', () => {
    for (const version of acpVersions) {
      const decoded = codecOf(version).decodeUpdate(JSON.parse('{"unknown":[{"quantity":1e400}]}'));
      expect(decoded).toMatchObject({
        ok: false,
        error: { code: 'invalid', param: '$.unknown[0].quantity' },
      });
    }
  });

  test('nested 100,000 deep', () => {
    const depth = 100_000;
    const body = JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
    expect(error(newest.decodeCreate(body))).toMatchObject({ code: 'invalid', param: `$${'.a'.repeat(32)}` });
  });
});
