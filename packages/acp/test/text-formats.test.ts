import { jsonPath } from '../src';
import { toDateTime, toEmail, toUri } from '../src/common/text-formats';

test.each([
  ['https://shop.example/a b/ü', 'https://shop.example/a%20b/%C3%BC'],
  ['https://shop.example/100%', 'https://shop.example/100%25'],
  ['https://shop.example/%41?q=[1]|2', 'https://shop.example/%41?q=%5B1%5D%7C2'],
  ['https://shop.example/#a#b', 'https://shop.example/#a%23b'],
  ['https://user:secret@shop.example/', 'https://shop.example/'],
  ['http://bücher.example/', 'http://xn--bcher-kva.example/'],
  ['image.jpg', undefined],
  ['javascript:alert(1)', undefined],
  ['', undefined],
  [undefined, undefined],
])('the URI of %s is %s', (text, uri) => {
  expect(toUri(text)).toBe(uri);
});

test('text beyond ASCII parses however often it is asked', () => {
  for (let round = 0; round < 20_000; round += 1) expect(toUri('http://b\u00fccher.example/')).toBeDefined();
});

test.each([
  ['2026-04-17T12:00:00+02:00', '2026-04-17T10:00:00.000Z'],
  ['soon', undefined],
  [undefined, undefined],
])('the time of %s is %s', (text, time) => {
  expect(toDateTime(text)).toBe(time);
});

test.each([
  ['jane@shop.example', true],
  ["o'neil+x@a-b.example", true],
  ['jane@localhost', false],
  ['jane', false],
  ['jane@shop.example\n', false],
])('%s as e-mail: %s', (text, valid) => {
  expect(toEmail(text)).toBe(valid ? text : undefined);
});

test.each([
  [[], '$'],
  [['line_items', 0, 'id'], '$.line_items[0].id'],
  [['metadata', "it's \\ odd"], "$.metadata['it\\'s \\\\ odd']"],
])('%j is %s', (path, text) => {
  expect(jsonPath(path)).toBe(text);
});
