import type { WireProduct } from './wire';

export interface UpsertLimits {
  readonly mostProducts: number;
  /** Of the whole body, in UTF-8. */
  readonly mostBytes: number;
}

/** A body for `PATCH /feeds/{id}/products`, ready to send, and what it names. */
export interface Upsert {
  readonly body: string;
  readonly productIds: readonly string[];
}

const HEAD = '{"products":[';
const TAIL = ']}';

const upsertOf = (products: readonly { readonly id: string; readonly json: string }[]): Upsert => ({
  body: `${HEAD}${products.map(({ json }) => json).join(',')}${TAIL}`,
  productIds: products.map(({ id }) => id),
});

/** Packs products into bodies within the limits; one that is larger than a body may be goes alone. */
export async function* acpUpserts(
  products: AsyncIterable<WireProduct> | Iterable<WireProduct>,
  { mostProducts, mostBytes }: UpsertLimits,
): AsyncGenerator<Upsert> {
  let batch: { readonly id: string; readonly json: string }[] = [];
  let bytes = HEAD.length + TAIL.length;
  for await (const product of products) {
    const json = JSON.stringify(product);
    const size = Buffer.byteLength(json) + 1;
    if (batch.length > 0 && (batch.length >= mostProducts || bytes + size > mostBytes)) {
      yield upsertOf(batch);
      batch = [];
      bytes = HEAD.length + TAIL.length;
    }
    batch.push({ id: product.id, json });
    bytes += size;
  }
  if (batch.length > 0) yield upsertOf(batch);
}
