import { known } from '../known';
import { createHash } from 'node:crypto';
import type { Books } from '../books/books';
import { findProduct, variationsOf } from '../books/products';
import { termSlug } from '../books/orders';
import type { Cart, CartLine } from '../books/records/carts';
import type { Product } from '../books/records/catalogue';
import { asText, isObject, RestFailure, type Json, type JsonObject } from '../rest/rest';
import { mustBeAddable } from './limits';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** generate_cart_id: the same product with the same choices has the same key. */
export const keyOf = (
  productId: number,
  variationId: number,
  variation: Readonly<Record<string, string>>,
): string =>
  md5(
    [
      String(productId),
      ...(variationId ? [String(variationId)] : []),
      ...(Object.keys(variation).length > 0 ? [Object.entries(variation).flat().join('')] : []),
    ].join('_'),
  );

const slugOf = ({ id, name, slug }: { id: number; name: string; slug: string }): string =>
  id === 0 ? name.toLowerCase() : slug;

/** @throws RestFailure where there is no such product, or a choice is missing or wrong. */
export function withAdded(books: Books, cart: Cart, values: JsonObject): Cart {
  const wanted = findProduct(books, Number(values['id'] ?? 0));
  if (wanted === undefined || wanted.status === 'trash')
    throw new RestFailure(
      400,
      'woocommerce_rest_cart_invalid_product',
      `Product with ID &quot;${asText(values['id'])}&quot; was not found and cannot be added to the cart.`,
    );
  const quantity = values['quantity'] === undefined ? 1 : Number(values['quantity']);
  const posted = postedChoices(values['variation']);
  const product = wanted.type === 'variable' ? matching(books, wanted, posted) : wanted;
  const parent = product.type === 'variation' ? known(findProduct(books, product.parentId)) : undefined;
  const variation = parent === undefined ? {} : choices(books, parent, product, posted);
  const key = keyOf(parent?.id ?? product.id, parent ? product.id : 0, variation);
  const same = cart.lines.find((line) => line.key === key);
  mustBeAddable(books, product, quantity, same?.quantity ?? 0);
  const line: CartLine = {
    key,
    productId: parent?.id ?? product.id,
    variationId: parent ? product.id : 0,
    quantity: quantity + (same?.quantity ?? 0),
    variation,
  };
  return {
    ...cart,
    lines: same === undefined ? [...cart.lines, line] : cart.lines.map((one) => (one === same ? line : one)),
  };
}

type Posted = ReadonlyMap<string, string>;

const postedChoices = (given: Json | undefined): Posted =>
  new Map(
    (Array.isArray(given) ? (given as readonly Json[]) : [])
      .filter(isObject)
      .map(({ attribute, value }) => [asText(attribute).toLowerCase(), asText(value)]),
  );

const postedFor = (
  posted: Posted,
  attribute: { id: number; name: string; slug: string },
): string | undefined =>
  posted.get(slugOf(attribute).toLowerCase()) ??
  posted.get(attribute.name.toLowerCase()) ??
  posted.get(`attribute_${slugOf(attribute)}`.toLowerCase());

function matching(books: Books, parent: Product, posted: Posted): Product {
  const found = variationsOf(books, parent.id).find((variation) =>
    parent.attributes.every((attribute) => {
      const own = variation.chosen.find(({ slug }) => slug === slugOf(attribute));
      const value = postedFor(posted, attribute);
      if (value === undefined) return false;
      return own === undefined || [own.option, termSlug(books, own.slug, own.option)].includes(value);
    }),
  );
  if (found === undefined)
    throw new RestFailure(
      400,
      'woocommerce_rest_variation_id_from_variation_data',
      'No matching variation found.',
    );
  return found;
}

/** The variation's own choices, and the buyer's where it leaves any open. */
function choices(
  books: Books,
  parent: Product,
  variation: Product,
  posted: Posted,
): Readonly<Record<string, string>> {
  const missing: string[] = [];
  const entries = parent.attributes.map((attribute) => {
    const slug = slugOf(attribute);
    const own = variation.chosen.find((one) => one.slug === slug);
    if (own !== undefined) return [`attribute_${slug}`, termSlug(books, slug, own.option)] as const;
    const value = postedFor(posted, attribute);
    if (value === undefined || value === '') {
      missing.push(attribute.name);
      return [slug, ''] as const;
    }
    if (!attribute.options.some((option) => [option, termSlug(books, slug, option)].includes(value)))
      throw new RestFailure(
        400,
        'woocommerce_rest_invalid_variation_data',
        `Invalid value posted for ${attribute.name}. Allowed values: ${attribute.options.join(', ')}`,
      );
    return [`attribute_${slug}`, termSlug(books, slug, value)] as const;
  });
  if (missing.length > 0)
    throw new RestFailure(
      400,
      'woocommerce_rest_missing_variation_data',
      `Missing variation data for variable product. ${missing.join(', ')} ${missing.length === 1 ? 'is a required field' : 'are required fields'}`,
    );
  return Object.fromEntries(entries);
}
