import type { Cell } from '../row';

/** A value as one text: lists separated by commas, objects as JSON. */
export function flatText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell !== 'object') return String(cell);
  return Array.isArray(cell) ? cell.join(',') : JSON.stringify(cell);
}
