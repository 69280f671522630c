import type { WireProduct } from './wire';

export interface UpsertLimits {
  readonly mostProducts: number;
  /** Of the whole body, in UTF-8. */
  readonly mostBytes: number;
}

/** A body for `PATCH /feeds/{id}/products`, ready to send, and what is in it. */
export interface Upsert {
  readonly body: string;
  readonly products: readonly WireProduct[];
}

const HEAD = '{"products":[';
const TAIL = ']}';

interface Encoded {
  readonly product: WireProduct;
  readonly json: string;
}

const upsertOf = (encoded: readonly Encoded[]): Upsert => ({
  body: `${HEAD}${encoded.map(({ json }) => json).join(',')}${TAIL}`,
  products: encoded.map(({ product }) => product),
});

/** Packs products into bodies within the limits; one that is larger than a body may be goes alone. */
export async function* acpUpserts(
  products: AsyncIterable<WireProduct> | Iterable<WireProduct>,
  { mostProducts, mostBytes }: UpsertLimits,
): AsyncGenerator<Upsert> {
  let batch: Encoded[] = [];
  let bytes = HEAD.length + TAIL.length;
  for await (const product of products) {
    const json = JSON.stringify(product);
    const size = Buffer.byteLength(json) + 1;
    if (batch.length > 0 && (batch.length >= mostProducts || bytes + size > mostBytes)) {
      yield upsertOf(batch);
      batch = [];
      bytes = HEAD.length + TAIL.length;
    }
    batch.push({ product, json });
    bytes += size;
  }
  if (batch.length > 0) yield upsertOf(batch);
}
