import type { Books } from '../books/books';
import type { AnyRecord } from '../books/records';
import { viewOf } from './view';

type Answer = Record<string, unknown>;

/** The record as it is shown, with ids along the asked paths (`latest_charge.balance_transaction`) filled in. */
export function expanded(books: Books, record: AnyRecord, paths: readonly string[]): object {
  const answer = viewOf(record) as Answer;
  for (const path of paths) fill(books, answer, path.split('.'));
  return answer;
}

function fill(books: Books, holder: Answer, [member, ...rest]: readonly string[]): void {
  if (member === undefined) return;
  const id = holder[member];
  const found = typeof id === 'string' ? (books.charges.get(id) ?? books.balance.get(id)) : undefined;
  if (found !== undefined) holder[member] = viewOf(found);
  const inner = holder[member];
  if (typeof inner === 'object' && inner !== null) fill(books, inner as Answer, rest);
}
