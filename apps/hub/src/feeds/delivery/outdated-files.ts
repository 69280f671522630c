import type { FeedFile } from './delivery';

const SHARD = /^(.+)-(\d{4,})(\..+)$/;

/**
 * Of what lies where a feed was delivered to, the files of the feed that are no part of it any more: it needs fewer now.
 * They are those that go on counting from the last one; whatever else is called alike is not the hub's. The last one
 * first: who is interrupted leaves no gap that the next would stop at.
 */
export function outdatedFiles(
  present: readonly string[],
  delivered: readonly Pick<FeedFile, 'name'>[],
): readonly string[] {
  const there = new Set(present);
  const current = new Set(delivered.map(({ name }) => name));
  return [...current].flatMap((name) => {
    const following: string[] = [];
    for (let next = nextShard(name); next !== undefined && there.has(next); next = nextShard(next)) {
      if (current.has(next)) return [];
      following.unshift(next);
    }
    return following;
  });
}

/** `products-0003.jsonl.gz` of `products-0002.jsonl.gz`. */
function nextShard(name: string): string | undefined {
  const [, stem, number, ending] = SHARD.exec(name) ?? [];
  if (stem === undefined || number === undefined || ending === undefined) return undefined;
  return `${stem}-${String(Number(number) + 1).padStart(4, '0')}${ending}`;
}
