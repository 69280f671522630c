import type { Product, Variant } from '@acp-hub/commerce';
import type { FeedSettings } from '../settings';
import { inlineText, plainText } from '../text/plain-text';
import { exclusionOf, isBelow, pathsOf } from './exclusion';
import type { FeedItem } from './feed-item';
import { compileFinder } from './find-attributes';
import { compileTitle } from './title';
import { compileTracking } from './tracked-address';

type Known<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

const inline = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : inlineText(text);

const holdsAt = (now: number, { salePrice, salePriceFrom, salePriceUntil }: Variant): boolean =>
  salePrice !== undefined &&
  (salePriceFrom === undefined || Date.parse(salePriceFrom) <= now) &&
  (salePriceUntil === undefined || Date.parse(salePriceUntil) > now);

const imagesOf = (variant: Variant, product: Product): readonly string[] =>
  variant.imageUrls.length === 0
    ? product.imageUrls
    : [...variant.imageUrls, ...product.imageUrls.filter((url) => !variant.imageUrls.includes(url))];

/** Makes what turns a product into its items by the merchant's mapping. `now` decides which sale prices hold. */
export function createMapper(
  { mapping }: Pick<FeedSettings, 'mapping'>,
  now: Date,
): (product: Product) => FeedItem[] {
  const find = compileFinder(mapping.attributes);
  const titleOf = compileTitle(mapping.titleTemplate);
  const track = compileTracking(mapping.urlParameters);
  const categories = mapping.categories.toSorted((a, b) => b.from.length - a.from.length);
  const moment = now.getTime();
  const googleCategoryOf = (product: Product): string | undefined =>
    pathsOf(product)
      .map((path) => categories.find(({ from }) => isBelow(path, from))?.to)
      .find((found) => found !== undefined);

  return (product) => {
    const groupTitle = inlineText(product.title);
    const description = plainText(product.description);
    const productUrl = track(product.url);
    const googleCategory = categories.length === 0 ? undefined : googleCategoryOf(product);
    return product.variants.map((variant) => {
      const lists = [variant.options, variant.attributes, product.attributes];
      const found = find(lists);
      const brand =
        product.brand === undefined || product.brand === ''
          ? (inline(found.brand) ?? mapping.defaultBrand)
          : inlineText(product.brand);
      const title = titleOf({
        title: inlineText(variant.title) || groupTitle,
        product: groupTitle,
        brand,
        options: variant.options,
        attributes: lists,
      });
      const item = {
        id: variant.id,
        groupId: product.id,
        groupTitle,
        hasSiblings: product.variants.length > 1,
        title,
        description: variant.description === undefined ? description : plainText(variant.description),
        url: variant.url === undefined ? productUrl : track(variant.url),
        imageUrls: imagesOf(variant, product),
        brand,
        sku: variant.sku,
        gtin: variant.gtin ?? inline(found.gtin),
        mpn: variant.mpn ?? inline(found.mpn),
        price: variant.price,
        salePrice: variant.salePrice,
        salePriceFrom: variant.salePriceFrom,
        salePriceUntil: variant.salePriceUntil,
        isOnSale: holdsAt(moment, variant),
        stock: variant.stock,
        availableFrom: variant.availableFrom,
        condition: variant.condition,
        categories: product.categories,
        googleCategory,
        options: variant.options,
        color: inline(found.color),
        size: inline(found.size),
        material: inline(found.material),
        gender: inline(found.gender)?.toLowerCase(),
        ageGroup: inline(found.ageGroup)?.toLowerCase(),
        weight: variant.weight,
        dimensions: variant.dimensions,
        isDigital: variant.isDigital,
        requiresShipping: variant.requiresShipping,
        excludedBecause:
          mapping.exclude.length === 0
            ? undefined
            : exclusionOf(mapping.exclude, { product, variant, brand, title }),
      };
      // An item is read, never enumerated: an absent member and an undefined one are the same to its readers.
      return item as Known<typeof item>;
    });
  };
}
