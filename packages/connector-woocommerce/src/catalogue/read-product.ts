import { compact } from '@acp-hub/commerce';
import type { LeftOut, Product, Variant } from '@acp-hub/connector';
import { utc } from '../dates';
import { plainLine, plainText } from '../plain-text';
import { categoryPaths, type Categories } from './categories';
import { openChoices } from './choices';
import type { WooProduct, WooVariation } from './product-schema';
import { readVariants, type CatalogueFacts } from './read-variant';

export type ReadProduct =
  | { readonly kind: 'product'; readonly product: Product; readonly leftOut: readonly LeftOut[] }
  | { readonly kind: 'left_out'; readonly leftOut: readonly LeftOut[] };

/** Sorts of product that are no goods of their own. */
const NOT_SOLD: Readonly<Record<string, string>> = {
  grouped: 'a grouped product is a list of others, which are sold by themselves: there is nothing to do',
  external: 'an external product is sold by another site: there is nothing to do',
};

const UNPRICED = 'it has no price: enter one in the shop';
const NOT_BUYABLE =
  'the shop does not let it be bought: if it should be for sale, look for what switches its sale off, such as a catalogue mode';
const TOO_OPEN = 'it leaves more open than can be listed: make variations of what is bought';

export const isVariable = ({ type }: Pick<WooProduct, 'type'>): boolean =>
  type === 'variable' || type === 'variable-subscription';

export interface ProductFacts extends CatalogueFacts {
  readonly categories: Categories;
}

/** @param variations of a variable product, in the merchant's order; else empty. */
export function readProduct(
  own: WooProduct,
  variations: readonly WooVariation[],
  facts: ProductFacts,
): ReadProduct {
  const id = String(own.id);
  const title = plainLine(own.name);
  const unsold = NOT_SOLD[own.type];
  if (unsold !== undefined) return { kind: 'left_out', leftOut: [{ id, title, why: unsold }] };
  const leftOut: LeftOut[] = [];
  const sold = isVariable(own) ? variations.filter(({ status }) => status === 'publish') : [own];
  const variants = sold.flatMap((each): readonly Variant[] => {
    const offer = offerOf(own, each, facts);
    if (offer.why === undefined) return offer.variants;
    leftOut.push({
      ...(each === own ? { id } : { id: String(each.id), productId: id }),
      title,
      why: offer.why,
    });
    return [];
  });
  if (variants.length === 0)
    return { kind: 'left_out', leftOut: leftOut.length > 0 ? leftOut : [{ id, title, why: UNPRICED }] };
  const description = plainText(own.description) || plainText(own.short_description);
  const [categories = [], ...furtherCategories] = categoryPaths(own, facts.categories);
  const product = compact({
    id,
    title,
    description,
    url: own.permalink,
    brand: brandOf(own),
    categories,
    furtherCategories: furtherCategories.length === 0 ? undefined : furtherCategories,
    imageUrls: own.images.map(({ src }) => src).filter((src) => src !== ''),
    // An edit of a variation, and an order of it, count as an edit of the product (recorded).
    updatedAt: utc(own.date_modified_gmt ?? '1970-01-01T00:00:00'),
    attributes: own.attributes
      .filter(({ variation, options }) => !variation && options.length > 0)
      .map(({ name, options }) => ({ name: plainLine(name), value: options.map(plainLine).join(', ') })),
    variants,
  });
  return { kind: 'product', product, leftOut };
}

type Offer = { readonly variants: readonly Variant[]; readonly why?: undefined } | { readonly why: string };

/** What can be bought of a variation, or of a product that has none; or why nothing can. */
function offerOf(parent: WooProduct, own: WooProduct | WooVariation, facts: CatalogueFacts): Offer {
  const choices = 'type' in own ? [[]] : openChoices(parent, own);
  if (choices === undefined) return { why: TOO_OPEN };
  const variants = readVariants(parent, own, choices, facts);
  // WooCommerce lets nobody buy what has no price either.
  if (variants.length === 0) return { why: UNPRICED };
  return own.purchasable ? { variants } : { why: NOT_BUYABLE };
}

/** Core's brands; before these, shops kept them as an attribute. */
function brandOf({ brands, attributes }: WooProduct): string | undefined {
  const attribute = attributes.find(({ name, slug }) =>
    [name, slug].some((text) => /^(pa_)?brand$/i.test(text)),
  );
  const name = brands[0]?.name ?? attribute?.options[0];
  return name === undefined ? undefined : plainLine(name);
}
