import type { Product } from '@acp-hub/commerce';
import { productSchema } from '@acp-hub/connector';
import { hashProduct } from './hash-product';
import type { HashedProduct, ProductBatch, RejectedProduct } from './ports';

/** Characters of an id; platforms' own have some dozens. */
const LONGEST_ID = 500;

/** A thousand variants with long texts of their own stay below. */
const MOST_CHARACTERS = 16_000_000;

const isControl = (character: string): boolean => character < ' ' || character === '\u007f';
function hasControls(text: string): boolean {
  for (const character of text) if (isControl(character)) return true;
  return false;
}
const printable = (text: string): string =>
  Array.from(text, (character) => (isControl(character) ? '�' : character))
    .join('')
    .slice(0, LONGEST_ID);

/** Keeps what can be stored and sold, and says of everything else why it cannot; one bad product stops no other. */
export function sortOut(items: readonly unknown[]): Pick<ProductBatch, 'products' | 'rejected'> {
  const products = new Map<string, HashedProduct>();
  const rejected = new Map<string, RejectedProduct>();
  const ownerOf = new Map<string, string>();
  for (const [index, item] of items.entries()) {
    const parsed = productSchema.safeParse(item);
    if (!parsed.success) {
      const name = nameOf(item, index);
      const [issue] = parsed.error.issues;
      const place = issue?.path.join('.') ?? '';
      rejected.set(name.productId, {
        ...name,
        reason: `The platform gives no usable ${place === '' ? 'product' : place} (${issue?.message ?? ''}): correct it there.`,
      });
      continue;
    }
    const product = parsed.data;
    const hashed = hashProduct(product);
    const reason = objectionTo(hashed, ownerOf);
    if (reason !== undefined) {
      const name = nameOf(item, index);
      rejected.set(name.productId, { ...name, reason });
    } else {
      products.set(product.id, hashed);
      for (const { id } of product.variants) ownerOf.set(id, product.id);
    }
  }
  return {
    products: [...products.values()],
    rejected: [...rejected.values()].filter(({ productId }) => !products.has(productId)),
  };
}

function objectionTo(
  { product, document }: HashedProduct,
  ownerOf: ReadonlyMap<string, string>,
): string | undefined {
  const ids = product.variants.map(({ id }) => id);
  const unusable = [product.id, ...ids].find((id) => id.length > LONGEST_ID || hasControls(id));
  if (unusable !== undefined)
    return `Its id "${printable(unusable)}" cannot be used: an id has at most ${LONGEST_ID} characters and no control characters.`;
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return `Two of its variants have the id ${twice}: give each its own.`;
  const taken = ids.find((id) => (ownerOf.get(id) ?? product.id) !== product.id);
  if (taken !== undefined)
    return `Its item ${taken} is also an item of product ${ownerOf.get(taken) ?? ''}: give each its own id.`;
  return document.length > MOST_CHARACTERS
    ? `It has ${document.length} characters; ${MOST_CHARACTERS} are the most: shorten its texts or split its variants.`
    : undefined;
}

function nameOf(item: unknown, index: number): { readonly productId: string; readonly title?: string } {
  const { id, title } = (typeof item === 'object' && item !== null ? item : {}) as Partial<
    Record<keyof Product, unknown>
  >;
  const known = typeof title === 'string' && title !== '' ? { title: printable(title) } : {};
  if (typeof id === 'string' && id !== '') return { productId: printable(id), ...known };
  return { productId: `without an id (${known.title ?? `number ${index + 1} of its page`})`, ...known };
}
