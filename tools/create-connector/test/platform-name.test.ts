import { parsePlatformName } from '../src/platform-name';

test.each(['acme', 'corner-shop', 'shop24', 'a', 'x2-y3-z4', 'a'.repeat(40)])('%s is a name', (text) => {
  expect(parsePlatformName(text)).toEqual({ ok: true, name: text });
});

test.each([
  ['', 'cannot be a name'],
  ['Acme', 'lower-case'],
  ['corner_shop', 'cannot be a name'],
  ['corner--shop', 'single hyphens'],
  ['-acme', 'cannot be a name'],
  ['acme-', 'cannot be a name'],
  ['24shop', 'a letter first'],
  ['über', 'cannot be a name'],
  ['../acme', 'cannot be a name'],
  ['acme\n', 'cannot be a name'],
  ['a'.repeat(41), 'at most 40 characters'],
  ['connector-acme', '"acme" makes connector-acme'],
  ['fake-acme', 'Name the platform alone'],
])('%j is none, and it is said why', (text, why) => {
  expect(parsePlatformName(text)).toEqual({ ok: false, problem: expect.stringContaining(why) });
});
