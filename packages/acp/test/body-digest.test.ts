import fc from 'fast-check';
import { bodyDigest, canonicalJson } from '../src';

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });

/** The same value with the members of every object in the opposite order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reordered(member)]),
  );
}

test('the canonical form follows the example of RFC 8785', () => {
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"literals":[null,true,false]}',
  );
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
  );
});

test('member order does not matter', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(bodyDigest(reordered(value))).toBe(bodyDigest(value));
    }),
  );
});

test('the spelling of a number does not matter', () => {
  expect(bodyDigest(JSON.parse('{"n":1.0,"m":100}'))).toBe(bodyDigest(JSON.parse('{"m":1e2,"n":1}')));
});

test.each([
  ['null and absent', { a: null }, {}],
  ['the order of a list', [1, 2], [2, 1]],
  ['text and number', { a: '1' }, { a: 1 }],
  ['empty object and list', {}, []],
])('%s differ', (_, a, b) => {
  expect(bodyDigest(a)).not.toBe(bodyDigest(b));
});

test('values that differ have digests that differ', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      fc.pre(canonicalJson(a) !== canonicalJson(b));
      expect(bodyDigest(a)).not.toBe(bodyDigest(b));
    }),
  );
});

test('what is not JSON is a bug of the caller', () => {
  expect(() => bodyDigest(undefined)).toThrow(TypeError);
});
