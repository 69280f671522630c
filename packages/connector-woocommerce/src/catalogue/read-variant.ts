import { compact, type Attribute, type Dimensions, type Weight } from '@acp-hub/commerce';
import type { Variant } from '@acp-hub/connector';
import { writeItemId, type ItemKey } from '../item-id';
import { plainLine, plainText } from '../plain-text';
import type { ShopFacts } from '../shop/facts';
import type { WooProduct, WooVariation } from './product-schema';
import { readPrices } from './read-prices';
import { readStock } from './read-stock';

/** What of a shop's settings its catalogue is read by, and the time by which sales begin. */
export type CatalogueFacts = Pick<ShopFacts, 'currency' | 'weightUnit' | 'lengthUnit'> & {
  readonly now: Date;
};

const full = (text: string): string | undefined => (text === '' ? undefined : text);

/** What can be bought of a variation, or of a product that has none, for each of its open choices. */
export function readVariants(
  parent: WooProduct,
  own: WooProduct | WooVariation,
  choices: readonly ItemKey['choices'][],
  facts: CatalogueFacts,
): Variant[] {
  const prices = readPrices(own, facts);
  if (prices === undefined) return [];
  const isVariation = own.id !== parent.id;
  const fixed = isVariation ? fixedOptions(own) : [];
  const name = plainLine(parent.name);
  return choices.map((chosen) => {
    const options = [...fixed, ...chosen.map(([attribute, value]) => ({ name: attribute, value }))];
    const values = options.map(({ value }) => value).join(', ');
    return compact({
      id: writeItemId({ id: own.id, choices: chosen }),
      productId: String(parent.id),
      title: values === '' ? name : `${name} - ${values}`,
      description: isVariation ? full(plainText(own.description)) : undefined,
      sku: full(own.sku),
      gtin: full(own.global_unique_id),
      ...prices,
      stock: readStock(own, parent),
      options,
      weight: weightOf(own, facts) ?? weightOf(parent, facts),
      dimensions: dimensionsOf(own, facts) ?? dimensionsOf(parent, facts),
      imageUrls: own.image?.src ? [own.image.src] : parent.images.map(({ src }) => src).filter(Boolean),
      requiresShipping: !own.virtual,
      isDigital: own.virtual && own.downloadable,
      url: full(own.permalink) ?? full(parent.permalink),
    });
  });
}

const fixedOptions = ({ attributes }: WooProduct | WooVariation): Attribute[] =>
  attributes.flatMap(({ name, option }) =>
    option === undefined || option === '' ? [] : [{ name: plainLine(name), value: plainLine(option) }],
  );

function weightOf({ weight }: WooProduct | WooVariation, { weightUnit }: CatalogueFacts): Weight | undefined {
  const value = Number(weight);
  return weight !== '' && value > 0 && weightUnit !== undefined ? { value, unit: weightUnit } : undefined;
}

function dimensionsOf(
  { dimensions }: WooProduct | WooVariation,
  { lengthUnit }: CatalogueFacts,
): Dimensions | undefined {
  const size = (text: string) => (text !== '' && Number(text) > 0 ? Number(text) : undefined);
  const sizes = compact({
    length: size(dimensions.length),
    width: size(dimensions.width),
    height: size(dimensions.height),
  });
  if (lengthUnit === undefined || Object.keys(sizes).length === 0) return undefined;
  return { ...sizes, unit: lengthUnit };
}
