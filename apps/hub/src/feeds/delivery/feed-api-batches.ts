/** A product as a Feed API takes it; as much of it as is looked at here. */
export interface ApiProduct {
  readonly id: string;
  readonly variants: readonly {
    readonly id: string;
    readonly price?: unknown;
    readonly availability?: unknown;
  }[];
}

export interface BatchLimits {
  readonly products: number;
  readonly bytes: number;
}

/** Products encoded, as many at once as both limits allow; one that is larger than the limit goes alone. */
export async function* inBatches(
  products: AsyncIterable<ApiProduct> | Iterable<ApiProduct>,
  limits: BatchLimits,
): AsyncGenerator<readonly { readonly product: ApiProduct; readonly text: string }[]> {
  let batch: { product: ApiProduct; text: string }[] = [];
  let bytes = 0;
  for await (const product of products) {
    const text = JSON.stringify(product);
    const size = Buffer.byteLength(text) + 1;
    if (batch.length > 0 && (batch.length >= limits.products || bytes + size > limits.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ product, text });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** What must have arrived of a product: its variants, what they cost and whether there are any; a receiver may add. */
export const fingerprintOf = ({ id, variants }: ApiProduct): string =>
  JSON.stringify([
    id,
    variants
      .map((variant) => [variant.id, inOrder(variant.price), inOrder(variant.availability)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);

const inOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    : value;
