import type { Product } from '@acp-hub/commerce';
import { hash } from 'node:crypto';
import type { HashedProduct } from './ports';

/**
 * A product as `productSchema` reads it, with the digest of what it says: the schema's members stand in its own order,
 * whatever order a platform answers them in. When the platform last saved it is no part of that: many save without a
 * change.
 */
export function hashProduct(product: Product): HashedProduct {
  const { updatedAt, ...content } = product;
  const said = JSON.stringify(content);
  return {
    product,
    contentHash: hash('sha256', said, 'buffer'),
    document: `${said.slice(0, -1)},"updatedAt":${JSON.stringify(updatedAt)}}`,
  };
}
