import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { events, table, type Outcome } from './support/checkout-table';

const text = readFileSync(join(__dirname, '../../../docs/checkout-states.md'), 'utf8');

/** The model test holds this same table against the code: what is documented is what happens. */
describe('docs/checkout-states.md', () => {
  const rows = text
    .slice(text.indexOf('<!-- table'), text.indexOf('<!-- end of table'))
    .split('\n')
    .filter((row) => row.startsWith('|'))
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  const [heading = [], , ...body] = rows;

  it('has a column for every event and a row for every state', () => {
    expect(heading).toEqual(['', ...events]);
    expect(body.map(([state]) => state).sort()).toEqual(Object.keys(table).sort());
  });

  it.each(Object.entries(table))('tells what becomes of %s', (state, row) => {
    const cells = body.find(([name]) => name === state)?.slice(1) ?? [];
    const expected = events.map((event) => cellOf(row[event]));
    expect(cells).toEqual(expected);
  });
});

/** Outcomes in alphabetical order, rejections in italics, `—` where the event does not belong. */
function cellOf(outcomes: readonly Outcome[]): string {
  const rejections = [
    'closed',
    'payment_in_progress',
    'not_ready',
    'no_known_item',
    'unsupported_currency',
    'authentication_result_missing',
    'authentication_result_unexpected',
  ];
  const named = outcomes.map((outcome) =>
    outcome === 'illegal' ? '—' : rejections.includes(outcome) ? `_${outcome}_` : outcome,
  );
  return named.sort().join(', ');
}
