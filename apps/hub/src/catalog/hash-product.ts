import { createHash } from 'node:crypto';
import type { Product } from '@acp-hub/commerce';
import type { HashedProduct } from './ports';

/** Members in the order of their names, whatever order a platform answers them in. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/**
 * A product with the digest of what it says. When the platform last saved it is no part of that: many platforms save
 * without a change.
 */
export function hashProduct(product: Product): HashedProduct {
  const { updatedAt: _saved, ...content } = product;
  return {
    product,
    contentHash: createHash('sha256').update(JSON.stringify(content, inOrder)).digest(),
    document: JSON.stringify(product),
  };
}
