import { stripVTControlCharacters } from 'node:util';

/** Rows with columns padded to the widest cell; colours do not count. The last column is not padded. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, visible(cell))));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - visible(cell)),
      )
      .join('  '),
  );
}

const visible = (cell: string): number => stripVTControlCharacters(cell).length;
