import { currency, currencyCodes, exponentOf, parseDecimal } from '@acp-hub/commerce';
import fc from 'fast-check';
import { cellText } from '../src/encode/delimited';
import { isGtin } from '../src/rules/gtin';
import { addressForm } from '../src/rules/web-address';
import { DuplicateWatch } from '../src/rules/duplicate-watch';
import { decimalText, priceText } from '../src/text/amounts';
import { cut } from '../src/text/cut';
import { inlineText, plainText } from '../src/text/plain-text';

/** UTF-8 has no way to write half a surrogate pair. */
const isWellFormed = (text: string): boolean => Buffer.from(text).toString() === text;

describe('plain text', () => {
  test.each([
    ['<p>Warm &amp; dry.</p><p>Two pockets</p>', 'Warm & dry.\n\nTwo pockets'],
    ['Warm<script>alert("x")</script> coat<style>p{}</style>', 'Warm coat'],
    ['<ul><li>one</li><li>two</li></ul>', '• one\n\n• two'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['for pipes < 5 cm and > 2 cm, Salt & Pepper', 'for pipes < 5 cm and > 2 cm, Salt & Pepper'],
    ['For temps <5 and x<y but y>z. Cable <b5> ok', 'For temps <5 and x<y but y>z. Cable <b5> ok'],
    ['x<y, <b>bold</b> & <shop-price>9</shop-price> <3', 'x<y, bold & 9 <3'],
    ['<H1>Loud</H1><!-- no --><IMG/src=x>', 'Loud'],
    ['  much \t blank  ', 'much blank'],
    ['tab\u0007bell\ud800half', 'tabbellhalf'],
    ['<img src=x onerror=alert(1)>Cup', 'Cup'],
    ['unclosed <b>bold', 'unclosed bold'],
    ['كوب ‏أحمر‏ 👩‍👩‍👧‍👦 שלום', 'كوب ‏أحمر‏ 👩‍👩‍👧‍👦 שלום'],
  ])('of %j', (source, text) => {
    expect(plainText(source)).toBe(text);
  });

  test('markup of 100,000 characters with scripts in it leaves its words', () => {
    const hostile = `<div><p>word</p><script>${'<b>'.repeat(10)}</script></div>`.repeat(1_800);
    expect(hostile.length).toBeGreaterThan(100_000);
    const text = plainText(hostile);
    expect(text.split(/\s+/)).toEqual(Array(1_800).fill('word'));
    expect(cut(text, 5000).length).toBeLessThanOrEqual(5000);
  });

  test('a long text with one tab at its end, or in its middle, takes no longer than reading it', () => {
    const words = 'word ü '.repeat(50_000).trimEnd();
    expect(plainText(`${words}\t`)).toBe(words);
    expect(plainText(`${words}\t${words}`)).toBe(`${words} ${words}`);
  });

  test('it is done once: plain text stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (source) => {
        // `&amp;lt;` says `&lt;`, which would be read once more.
        const text = plainText(source.replaceAll('&', '').replaceAll('<', ''));
        expect(plainText(text)).toBe(text);
        expect(isWellFormed(text)).toBe(true);
      }),
    );
  });

  test('titles are of one line', () => expect(inlineText('a<br>b\n\nc')).toBe('a b c'));
});

describe('cutting', () => {
  test('keeps the beginning, within the limit, and whole graphemes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 0, max: 60 }),
        (text, limit) => {
          const short = cut(text, limit);
          expect(short.length).toBeLessThanOrEqual(limit);
          expect(text.startsWith(short)).toBe(true);
          if (isWellFormed(text)) expect(isWellFormed(short)).toBe(true);
          if (text.length <= limit) expect(short).toBe(text);
        },
      ),
    );
  });

  test.each([
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 12, '👩‍👩‍👧‍👦'],
    ['cafe\u0301s', 4, 'caf'],
    ['🇯🇵🇰🇷', 5, '🇯🇵'],
  ])('%s at %i', (text, limit, short) => {
    expect(cut(text, limit)).toBe(short);
  });

  test('one letter under ten thousand accents is cut between code points', () => {
    expect(cut(`a${'\u0301'.repeat(10_000)}`, 5000)).toHaveLength(5000);
  });
});

test.each([
  [3, '3'],
  [0.35, '0.35'],
  [1.25000049, '1.25'],
  [2.0000001, '2'],
  [1e-7, '0'],
  [0.1 + 0.2, '0.3'],
])('%d is the decimal %s', (value, text) => {
  expect(decimalText(value)).toBe(text);
});

test('prices have the decimals of their currency, and read back', () => {
  expect(priceText({ amount: 7999, currency: currency('USD') })).toBe('79.99 USD');
  expect(priceText({ amount: 5, currency: currency('EUR') })).toBe('0.05 EUR');
  expect(priceText({ amount: 1999, currency: currency('JPY') })).toBe('1999 JPY');
  expect(priceText({ amount: 1999, currency: currency('KWD') })).toBe('1.999 KWD');
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.constantFrom(...currencyCodes), (amount, code) => {
      const [digits = '', unit] = priceText({ amount, currency: code }).split(' ');
      expect(unit).toBe(code);
      expect(parseDecimal(digits, code)).toBe(amount);
      expect(digits.split('.')[1]?.length ?? 0).toBe(exponentOf(code));
    }),
  );
});

test.each([
  ['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
  ['@home', `'@home`],
  ['-20% tee', `'-20% tee`],
  ['-5', '-5'],
  ['+43 1 23456', '+43 1 23456'],
  ['-19.99 USD', '-19.99 USD'],
  ['A = B', 'A = B'],
  ['＝1', `'＝1`],
])('a cell of %s is %s', (text, shown) => {
  expect(cellText(text)).toBe(shown);
});

describe('barcodes', () => {
  test.each(['4006381333931', '036000291452', '00012345600012', '96385074'])('%s is right', (gtin) =>
    expect(isGtin(gtin)).toBe(true),
  );
  test.each(['4006381333932', '400638133393', '4006-381333931', '00000000', '12345678901', ''])(
    '%s is wrong',
    (gtin) => expect(isGtin(gtin)).toBe(false),
  );
  test('any one wrong digit is found', () => {
    const digits = '4006381333931';
    fc.assert(
      fc.property(fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const wrong = `${digits.slice(0, at)}${(Number(digits[at]) + by) % 10}${digits.slice(at + 1)}`;
        expect(isGtin(wrong)).toBe(false);
      }),
    );
  });
});

test.each([
  ['https://shop.example/a?b=c#d', 'secure'],
  ['https://shop.example:8443/ä', 'secure'],
  ['http://127.0.0.1:4242/mug', 'plain'],
  ['/mug', 'invalid'],
  ['shop.example/mug', 'invalid'],
  ['javascript:alert(1)', 'invalid'],
  ['https://user:secret@shop.example/', 'invalid'],
  ['https://shop.example/a b', 'invalid'],
  ['ftp://shop.example/', 'invalid'],
])('%s is %s', (address, form) => {
  expect(addressForm(address)).toBe(form);
});

test('what was seen is known, and nothing else', () => {
  const watch = new DuplicateWatch();
  const keys = Array.from({ length: 50_000 }, (_, index) => `item-${index}`);
  expect(keys.filter((key) => watch.hasSeen(key))).toEqual([]);
  expect(keys.filter((key) => !watch.hasSeen(key))).toEqual([]);
});
