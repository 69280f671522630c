import type { NamedInVain } from '../feeds/preview-feed';
import type { Surroundings } from './surroundings';

const MOST_SHOWN = 12;

const words = (path: readonly string[]): string => path.join(' > ');

/** Warns of categories that a mapping names and the shop does not use, with those that it does. */
export function warnOfVainNames({ unmatched, known }: NamedInVain, { writeError }: Surroundings): void {
  if (unmatched.length === 0) return;
  for (const { place, category } of unmatched)
    writeError(`mapping.${place}: no product is in ${words(category)}.\n`);
  const own = known.map(words).toSorted();
  const further = own.length > MOST_SHOWN ? `, and ${own.length - MOST_SHOWN} more` : '';
  writeError(`The shop has: ${own.slice(0, MOST_SHOWN).join(', ') || 'no categories'}${further}.\n`);
}
