import { formatRules, preview, type Preview } from '@acp-hub/feed-formats';
import type { CatalogueReader } from '../catalog/ports';
import type { FeedContents } from './feed';
import type { SellerOf } from './ports';
import { kindOf } from './render/feed-kind';
import { feedSettings } from './render/feed-settings';

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
    const entries =
      which.item === undefined ? await this.#first(feed, which.most) : await this.#named(feed, which.item);
    const products = entries.map(({ product }) => product);
    const settings = await feedSettings(this.sellerOf, feed);
    return preview(products, formatRules[format], encoding, settings, this.clock.now()).slice(0, which.most);
  }

  async #named(feed: FeedContents, item: string) {
    const entry = await this.reader.find(feed, item);
    return entry === undefined || entry.isDeleted ? [] : [entry];
  }

  async #first(feed: FeedContents, most: number) {
    for await (const entries of this.reader.whole(feed)) return entries.slice(0, most);
    return [];
  }
}
