import type { FeedReason, FeedVerdict } from './feed';

/** Of products, so that a catalogue in which everything is wrong does not fill the memory. */
const MOST_PRODUCTS = 1_000;
const MOST_EXAMPLES = 3;

export interface BookedReason extends Pick<FeedReason, 'code' | 'message' | 'action'> {
  /** The formats that say so. */
  readonly formats: readonly string[];
}

/** A product of which at least one item is kept out of at least one format. */
export interface KeptOut {
  readonly productId: string;
  readonly itemIds: readonly string[];
  readonly reasons: readonly BookedReason[];
}

/** Something said of products that are listed all the same. */
export interface Remark extends BookedReason {
  /** In the format that has the most of them. */
  readonly items: number;
  /** Products it is said of; the first few. */
  readonly examples: readonly string[];
}

interface ReasonNote {
  readonly reason: FeedReason;
  readonly formats: Set<string>;
}

interface RemarkNote extends ReasonNote {
  readonly itemsBy: Map<string, number>;
  readonly examples: Set<string>;
}

/** Gathers what several renderings of one catalogue say of its products, each thing once. */
export class VerdictBook {
  readonly #keptOut = new Map<
    string,
    { readonly items: Set<string>; readonly reasons: Map<string, ReasonNote> }
  >();
  readonly #remarks = new Map<string, RemarkNote>();
  #isCut = false;

  /** @param rendering tells renderings of one format apart, e.g. by its encoding. */
  note(format: string, rendering: string, verdicts: readonly FeedVerdict[]): void {
    for (const verdict of verdicts)
      if (verdict.status === 'excluded') this.#exclude(format, verdict);
      else this.#remark(format, rendering, verdict);
  }

  /** In the order in which they were met. */
  get keptOut(): readonly KeptOut[] {
    return [...this.#keptOut].map(([productId, { items, reasons }]) => ({
      productId,
      itemIds: [...items],
      reasons: [...reasons.values()].map(booked),
    }));
  }

  /** What most items are told of first. */
  get remarks(): readonly Remark[] {
    return [...this.#remarks.values()]
      .map((note) => ({
        ...booked(note),
        items: Math.max(...note.itemsBy.values()),
        examples: [...note.examples],
      }))
      .sort((one, other) => other.items - one.items);
  }

  /** Whether there are more kept out than the book holds. */
  get isCut(): boolean {
    return this.#isCut;
  }

  #exclude(format: string, { itemId, productId, reasons }: FeedVerdict): void {
    let page = this.#keptOut.get(productId);
    if (page === undefined) {
      if (this.#keptOut.size >= MOST_PRODUCTS) {
        this.#isCut = true;
        return;
      }
      page = { items: new Set(), reasons: new Map() };
      this.#keptOut.set(productId, page);
    }
    page.items.add(itemId);
    for (const reason of reasons) {
      if (reason.severity !== 'error') continue;
      const note = page.reasons.get(reason.message) ?? { reason, formats: new Set() };
      page.reasons.set(reason.message, note);
      note.formats.add(format);
    }
  }

  #remark(format: string, rendering: string, { productId, reasons }: FeedVerdict): void {
    // Several fields of an item may be wrong in one way; it is one item. The action holds nothing of the product's own.
    const said = new Map(reasons.map((reason) => [`${reason.code} ${reason.action}`, reason]));
    for (const [key, reason] of said) {
      const note = this.#remarks.get(key) ?? {
        ...{ reason, formats: new Set<string>() },
        ...{ itemsBy: new Map<string, number>(), examples: new Set<string>() },
      };
      this.#remarks.set(key, note);
      note.formats.add(format);
      const where = `${format} ${rendering}`;
      note.itemsBy.set(where, (note.itemsBy.get(where) ?? 0) + 1);
      if (note.examples.size < MOST_EXAMPLES) note.examples.add(productId);
    }
  }
}

const booked = ({ reason: { code, message, action }, formats }: ReasonNote): BookedReason => ({
  ...{ code, message, action },
  formats: [...formats],
});
