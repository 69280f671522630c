import type { Attribute } from '@acp-hub/commerce';

type Found<Key extends string> = Readonly<Partial<Record<Key, string>>>;

/**
 * Makes what finds the value of every key at once, where each key has names in the order in which they count: the value
 * of the first of its names, whatever its case, that one of the lists has, the earlier list first. Empty values are none.
 */
export function compileFinder<Key extends string>(
  names: Readonly<Record<Key, readonly string[]>>,
): (lists: readonly (readonly Attribute[] | undefined)[]) => Found<Key> {
  const wanted = new Map<string, { readonly key: Key; readonly rank: number }[]>();
  for (const key of Object.keys(names) as Key[])
    for (const [rank, name] of names[key].entries()) {
      const keys = wanted.get(name.toLowerCase()) ?? [];
      wanted.set(name.toLowerCase(), [...keys, { key, rank }]);
    }

  return (lists) => {
    const found: Partial<Record<Key, string>> = {};
    const ranks: Partial<Record<Key, number>> = {};
    for (const list of lists)
      for (const { name, value } of list ?? [])
        for (const { key, rank } of (value !== '' && wanted.get(name.toLowerCase())) || []) {
          if (rank >= (ranks[key] ?? Infinity)) continue;
          ranks[key] = rank;
          found[key] = value;
        }
    return found;
  };
}
