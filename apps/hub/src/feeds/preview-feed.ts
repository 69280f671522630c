import type { Product } from '@acp-hub/commerce';
import {
  formatRules,
  preview,
  unmatchedCategories,
  type Preview,
  type UnmatchedCategory,
} from '@acp-hub/feed-formats';
import type { CatalogueReader } from '../catalog/ports';
import type { FeedContents } from './feed';
import type { SellerOf } from './ports';
import { kindOf } from './render/feed-kind';
import { feedSettings } from './render/feed-settings';

export interface NamedInVain {
  readonly unmatched: readonly UnmatchedCategory[];
  /** The paths of the shop's own categories. */
  readonly known: readonly (readonly string[])[];
}

/** What a feed's options make of the first products of its catalogue, or of the one named. Nothing is kept. */
export class PreviewFeed {
  constructor(
    private readonly reader: CatalogueReader,
    private readonly sellerOf: SellerOf,
    private readonly clock: { now(): Date },
  ) {}

  async execute(
    feed: FeedContents,
    which: { readonly most: number; readonly item?: string },
  ): Promise<readonly Preview[]> {
    const { format, encoding } = kindOf(feed);
    const products =
      which.item === undefined ? await this.#first(feed, which.most) : await this.#named(feed, which.item);
    const settings = await feedSettings(this.sellerOf, feed);
    return preview(products, formatRules[format], encoding, settings, this.clock.now()).slice(0, which.most);
  }

  /** What the feed's mapping names in vain; the whole catalogue is looked at. */
  async namedInVain(feed: FeedContents): Promise<NamedInVain> {
    const { mapping } = await feedSettings(this.sellerOf, feed);
    const isNoneNamed = unmatchedCategories(mapping, []).length === 0;
    const known = isNoneNamed ? [] : await this.reader.categories(feed);
    return { unmatched: unmatchedCategories(mapping, known), known };
  }

  async #named(feed: FeedContents, item: string): Promise<readonly Product[]> {
    const entry = await this.reader.find(feed, item);
    return entry === undefined || entry.isDeleted ? [] : [entry.product];
  }

  async #first(feed: FeedContents, most: number): Promise<readonly Product[]> {
    for await (const products of this.reader.whole(feed)) return products.slice(0, most);
    return [];
  }
}
