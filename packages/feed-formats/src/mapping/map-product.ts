import type { Attribute, Product, Variant } from '@acp-hub/commerce';
import { addressForm, asUri, asUris } from '../rules/web-address';
import type { FeedSettings } from '../settings';
import { inlineText, isInline, plainText } from '../text/plain-text';
import { exclusionOf, isBelow, pathsOf } from './exclusion';
import type { FeedItem } from './feed-item';
import { compileFinder } from './find-attributes';
import { compileTitle } from './title';
import { compileTracking } from './tracked-address';

type Known<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

const inline = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : inlineText(text);

const inlineAll = (texts: readonly string[]): readonly string[] =>
  texts.every(isInline) ? texts : texts.map(inlineText);

const isPlain = ({ name, value }: Attribute): boolean => isInline(name) && isInline(value);

const inlineOptions = (options: readonly Attribute[]): readonly Attribute[] =>
  options.every(isPlain)
    ? options
    : options.map(({ name, value }) => ({ name: inlineText(name), value: inlineText(value) }));

/** A picture that an agent cannot fetch leads only where all are such; the verdict tells of those that stay behind. */
const ledByAGood = (urls: readonly string[]): readonly string[] => {
  if (urls.length < 2 || isFetched(urls[0] ?? '')) return urls;
  const good = urls.find(isFetched);
  return good === undefined ? urls : [good, ...urls.filter((url) => url !== good)];
};

const isFetched = (url: string): boolean => addressForm(url) !== 'invalid';

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
    const productUrl = track(asUri(product.url));
    const paths = inlineAll(product.categories);
    const googleCategory = categories.length === 0 ? undefined : googleCategoryOf(product);
    return product.variants.map((variant) => {
      const options = inlineOptions(variant.options);
      const lists = [options, variant.attributes, product.attributes];
      const found = find(lists);
      const brand =
        product.brand === undefined || product.brand === ''
          ? (inline(found.brand) ?? mapping.defaultBrand)
          : inlineText(product.brand);
      const isOnSale = holdsAt(moment, variant);
      const title = titleOf({
        title: inlineText(variant.title) || groupTitle,
        product: groupTitle,
        brand,
        options,
        attributes: lists,
      });
      const item = {
        id: variant.id,
        groupId: product.id,
        groupTitle,
        hasSiblings: product.variants.length > 1,
        title,
        description: variant.description === undefined ? description : plainText(variant.description),
        url: variant.url === undefined ? productUrl : track(asUri(variant.url)),
        imageUrls: asUris(ledByAGood(imagesOf(variant, product))),
        brand,
        sku: variant.sku,
        gtin: inline(variant.gtin ?? found.gtin),
        mpn: inline(variant.mpn ?? found.mpn),
        price: variant.price,
        salePrice: variant.salePrice,
        salePriceFrom: variant.salePriceFrom,
        salePriceUntil: variant.salePriceUntil,
        isOnSale,
        stock: variant.stock,
        availableFrom: variant.availableFrom,
        condition: variant.condition,
        categories: paths,
        furtherCategories: product.furtherCategories,
        googleCategory,
        options,
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
            : exclusionOf(mapping.exclude, { product, variant, brand, title, isOnSale }),
      };
      // An item is read, never enumerated: an absent member and an undefined one are the same to its readers.
      return item as Known<typeof item>;
    });
  };
}
