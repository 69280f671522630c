import { createHash } from 'node:crypto';

/** A product as a Feed API shows it; as much of it as is looked at here. */
export interface ShownProduct {
  readonly id: string;
  readonly variants: readonly ShownVariant[];
}

export interface ShownVariant {
  readonly id: string;
  readonly title?: string;
  readonly price?: unknown;
  readonly availability?: unknown;
}

const DISCONTINUED = 'discontinued';

/** A variant that is withdrawn is as good as none. */
const isLive = ({ availability }: ShownVariant): boolean =>
  (availability as { readonly status?: unknown } | null | undefined)?.status !== DISCONTINUED;

const NOTHING_LIVE = '';

/** What must have arrived of a product: its live variants, what they cost and whether there are any; a receiver may add. */
function fingerprintOf({ variants }: ShownProduct): string {
  const live = variants.filter(isLive);
  if (live.length === 0) return NOTHING_LIVE;
  const facts = live
    .map((variant) => [variant.id, inOrder(variant.price), inOrder(variant.availability)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64').slice(0, 16);
}

const inOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    : value;

/** What a receiver has otherwise than it was told: by product, the variants that it shows as live. */
export type Differences = ReadonlyMap<string, readonly ShownVariant[]>;

/** Remembers what was sent, a few bytes a product, to be compared with what the receiver has. */
export class SentProducts {
  readonly #fingerprints = new Map<string, string>();

  get size(): number {
    return this.#fingerprints.size;
  }

  note(product: ShownProduct): void {
    this.#fingerprints.set(product.id, fingerprintOf(product));
  }

  /** @param isAll whether what was sent is all there should be; what else is live then differs, too. */
  async compare(shown: AsyncIterable<ShownProduct>, isAll: boolean): Promise<Differences> {
    const differing = new Map<string, readonly ShownVariant[]>();
    const missing = new Set<string>();
    for (const [id, fingerprint] of this.#fingerprints) if (fingerprint !== NOTHING_LIVE) missing.add(id);
    for await (const product of shown) {
      const sent = this.#fingerprints.get(product.id);
      missing.delete(product.id);
      if (sent === undefined && !isAll) continue;
      if ((sent ?? NOTHING_LIVE) !== fingerprintOf(product))
        differing.set(
          product.id,
          product.variants
            .filter(isLive)
            .map(({ id, title }) => ({ id, ...(title !== undefined && { title }) })),
        );
    }
    for (const id of missing) differing.set(id, []);
    return differing;
  }
}
