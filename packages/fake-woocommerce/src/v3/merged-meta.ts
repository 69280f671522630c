import type { Books } from '../books/books';
import type { Meta } from '../books/records/meta';
import { asText, isObject, type Json } from '../rest/rest';

/** Meta by key, or by id; what has neither is added, `null` takes away. */
export function mergedMeta(books: Books, old: readonly Meta[], given: Json | undefined): readonly Meta[] {
  if (!Array.isArray(given)) return old;
  let merged = [...old];
  for (const entry of (given as readonly Json[]).filter(isObject)) {
    const key = entry['key'] === undefined ? null : asText(entry['key']);
    const known = merged.find((one) =>
      entry['id'] !== undefined ? one.id === Number(entry['id']) : one.key === key && key !== null,
    );
    const value = entry['value'] ?? null;
    if (known === undefined) merged.push({ id: books.next('meta'), key, value });
    else if (value === null) merged = merged.filter((one) => one !== known);
    else merged = merged.map((one) => (one === known ? { ...one, key: key ?? one.key, value } : one));
  }
  return merged;
}
