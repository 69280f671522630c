import type { ItemKey } from '../item-id';
import type { WooProduct, WooVariation } from './product-schema';

type Choices = ItemKey['choices'];

/** More combinations than these are a configurator, which no feed can list. */
const MOST_COMBINATIONS = 100;

const same = (a: { readonly name: string; readonly slug: string }, b: typeof a): boolean =>
  a.slug.toLowerCase() === b.slug.toLowerCase() || a.name.toLowerCase() === b.name.toLowerCase();

/**
 * What is still to be chosen of a variation: one list of choices for each combination of the attributes that it
 * leaves open ("Any size …"). A variation that leaves nothing open has one, which is empty.
 * @returns `undefined` where there are too many.
 */
export function openChoices(parent: WooProduct, variation: WooVariation): readonly Choices[] | undefined {
  const open = parent.attributes.filter(
    (attribute) =>
      attribute.variation &&
      !variation.attributes.some((fixed) => fixed.option !== '' && same(fixed, attribute)),
  );
  const count = open.reduce((product, { options }) => product * options.length, 1);
  if (count > MOST_COMBINATIONS) return undefined;
  return open.reduce<readonly Choices[]>(
    (combinations, { name, options }) =>
      combinations.flatMap((chosen) => options.map((option) => [...chosen, [name, option] as const])),
    [[]],
  );
}
