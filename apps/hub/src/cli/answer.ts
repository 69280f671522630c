import type { Surroundings } from './surroundings';

type Cell = string | number | boolean | undefined;

/** One row of a table or, alone, a list of labelled values. */
export type Row = Readonly<Record<string, Cell>>;

export interface Answer {
  /** The one document that `--json` prints. */
  readonly json: unknown;
  /** What people are shown: one row, a table, or a sentence. */
  readonly human: Row | readonly Row[] | string;
}

export function print({ write }: Surroundings, answer: Answer, options: { readonly json?: boolean }): void {
  write(`${options.json === true ? JSON.stringify(answer.json) : forPeople(answer.human)}\n`);
}

function forPeople(human: Answer['human']): string {
  if (typeof human === 'string') return human;
  if (isTable(human)) return human.length === 0 ? 'None.' : tableOf(human);
  return alignColumns(
    Object.entries(human).flatMap(([label, cell]) => (cell === undefined ? [] : [[label, text(cell)]])),
  );
}

const isTable = (human: Row | readonly Row[]): human is readonly Row[] => Array.isArray(human);

/** Rows under their labels, aligned. */
export function tableOf(rows: readonly Row[]): string {
  const labels = Object.keys(rows[0] ?? {});
  return alignColumns([
    labels.map((label) => label.toUpperCase()),
    ...rows.map((row) => labels.map((label) => text(row[label]))),
  ]);
}

/** Line breaks, tabs and what steers a terminal: a cell is one line. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

const text = (cell: Cell): string => {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return cell === undefined ? '-' : String(cell).replace(CONTROL, ' ');
};

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
