import { isBelow } from './exclusion';
import type { MappingRules } from './mapping-rules';

export interface UnmatchedCategory {
  /** In the mapping, e.g. `categories.0.from`. */
  readonly place: string;
  readonly category: readonly string[];
}

/** Categories that a mapping names and none of the catalogue's paths leads into: nothing comes of their rules. */
export function unmatchedCategories(
  { categories, exclude }: Pick<MappingRules, 'categories' | 'exclude'>,
  paths: readonly (readonly string[])[],
): readonly UnmatchedCategory[] {
  const named = [
    ...categories.map(({ from }, index) => ({ place: `categories.${index}.from`, category: from })),
    ...exclude.flatMap(({ category }, index) =>
      category === undefined ? [] : [{ place: `exclude.${index}.category`, category }],
    ),
  ];
  return named.filter(({ category }) => !paths.some((path) => isBelow(path, category)));
}
