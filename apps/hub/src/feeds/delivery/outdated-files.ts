import type { FeedFile } from './delivery';

const SHARD = /^(.+)-\d{4,}(\..+)$/;

/** Of what lies where a feed was delivered to, the files of the feed that are no part of it any more: it needs fewer now. */
export function outdatedFiles(
  present: readonly string[],
  delivered: readonly Pick<FeedFile, 'name'>[],
): readonly string[] {
  const current = new Set(delivered.map(({ name }) => name));
  const series = new Set([...current].flatMap((name) => seriesOf(name) ?? []));
  return present.filter((name) => !current.has(name) && series.has(seriesOf(name) ?? ''));
}

/** `products.jsonl.gz` of `products-0002.jsonl.gz`. */
function seriesOf(name: string): string | undefined {
  const [, stem, ending] = SHARD.exec(name) ?? [];
  return stem === undefined || ending === undefined ? undefined : stem + ending;
}
