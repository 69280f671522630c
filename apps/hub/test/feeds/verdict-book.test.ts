import type { FeedReason, FeedVerdict } from '../../src/feeds/feed';
import { VerdictBook } from '../../src/feeds/verdict-book';

const reason = (code: string, severity: FeedReason['severity'] = 'error'): FeedReason => ({
  ...{ code, severity, message: `It has ${code}.`, action: `Mend ${code}.` },
});

const verdict = (itemId: string, status: FeedVerdict['status'], ...reasons: FeedReason[]): FeedVerdict => ({
  ...{ itemId, productId: itemId.split('-')[0]!, status, reasons },
});

test('a product kept out of several formats is told of once, with each thing that is wrong and where', () => {
  const book = new VerdictBook();
  const warned = reason('no_barcode', 'warning');
  for (const format of ['openai', 'google'])
    for (const rendering of ['csv', 'jsonl'])
      book.note(format, rendering, [
        verdict('mug-s', 'excluded', reason('no_brand'), warned),
        verdict('mug-l', 'excluded', reason('no_brand')),
        verdict('cup-s', 'listed'),
      ]);
  book.note('acp', 'jsonl', [verdict('mug-s', 'excluded', reason('no_picture'))]);
  expect(book.keptOut).toEqual([
    {
      ...{ productId: 'mug', itemIds: ['mug-s', 'mug-l'] },
      reasons: [
        {
          ...{ code: 'no_brand', message: 'It has no_brand.', action: 'Mend no_brand.' },
          formats: ['openai', 'google'],
        },
        {
          ...{ code: 'no_picture', message: 'It has no_picture.', action: 'Mend no_picture.' },
          formats: ['acp'],
        },
      ],
    },
  ]);
  expect([book.remarks, book.isCut]).toEqual([[], false]);
});

test('what is said of listed items is counted by item, and what most are told of comes first', () => {
  const book = new VerdictBook();
  const [rare, usual] = [reason('rare', 'warning'), reason('usual', 'warning')];
  for (const rendering of ['csv', 'tsv'])
    book.note('openai', rendering, [
      verdict('a-1', 'listed_with_warnings', rare, usual, { ...usual, message: 'Another field, too.' }),
      ...['b-1', 'c-1', 'd-1', 'd-2'].map((id) => verdict(id, 'listed_with_warnings', usual)),
    ]);
  expect(book.remarks).toMatchObject([
    { code: 'usual', items: 5, examples: ['a', 'b', 'c'], formats: ['openai'] },
    { code: 'rare', items: 1, examples: ['a'] },
  ]);
});

test('a catalogue in which everything is wrong does not fill the memory', () => {
  const book = new VerdictBook();
  const all = Array.from({ length: 1_200 }, (_, at) => verdict(`p${at}-1`, 'excluded', reason('no_brand')));
  book.note('openai', 'csv', all);
  expect([book.keptOut.length, book.isCut]).toEqual([1_000, true]);
});
