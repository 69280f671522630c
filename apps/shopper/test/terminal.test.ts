import { formatAmount } from '../src/terminal/amount';
import { alignColumns } from '../src/terminal/table';
import { optionFor } from '../src/buy/pick-option';

describe('formatAmount', () => {
  it.each([
    [1999, 'USD', '$19.99'],
    [1999, 'JPY', '¥1,999'],
    [1999, 'KWD', 'KWD 1.999'],
    [5, 'XXZ', '5 XXZ'],
  ])('shows %i %s as %s', (amount, currency, text) => {
    expect(formatAmount(amount, currency).replaceAll('\u00a0', ' ')).toBe(text);
  });
});

describe('alignColumns', () => {
  it('does not count colours', () => {
    expect(
      alignColumns([
        ['\u001b[31mab\u001b[39m', 'x'],
        ['abcd', 'y'],
      ]),
    ).toEqual(['\u001b[31mab\u001b[39m    x', 'abcd  y']);
  });
});

describe('optionFor', () => {
  const option = (id: string, type: string, total: number, latest?: string) => ({
    id,
    type,
    total,
    latest,
    title: id,
  });
  const options = [
    option('pickup', 'pickup', 0),
    option('express', 'shipping', 1500, '2026-11-24T00:00:00Z'),
    option('standard', 'shipping', 500, '2026-11-28T00:00:00Z'),
  ];

  it.each([
    ['cheapest', 'standard'],
    ['fastest', 'express'],
    ['pickup', 'pickup'],
    ['balloon', undefined],
  ])('takes %s as %s', (wish, id) => {
    expect(optionFor(options, wish)?.id).toBe(id);
  });
});
