import type { Product } from '@acp-hub/commerce';
import { openFeed, type Tally } from '@acp-hub/feed-formats';
import type { CatalogueEntry, ProductDocuments } from '../../catalog/ports';
import type { FeedContents, FeedTally, FeedVerdict } from '../feed';
import type { FeedRenderer, RenderControl, RenderedChanges, RenderedFeed, SellerOf } from '../ports';
import { kindOf } from './feed-kind';
import { feedSettings } from './feed-settings';
import { renderChanges } from './render-changes';
import { renderFeed } from './render-feed';

/** Renders and judges by the formats of `@acp-hub/feed-formats`, as the merchant's profile and options say. */
export class FormatRenderer implements FeedRenderer {
  constructor(
    private readonly sellerOf: SellerOf,
    private readonly clock: { now(): Date },
  ) {}

  async render(
    feed: FeedContents,
    documents: AsyncIterable<ProductDocuments>,
    folder: string,
    control: RenderControl = {},
  ): Promise<RenderedFeed> {
    const { signal, total } = control;
    const { files, tally, saleChange } = await renderFeed(documents, {
      feedId: feed.feedId,
      kind: kindOf(feed),
      settings: await feedSettings(this.sellerOf, feed),
      now: this.clock.now(),
      folder,
      name: feed.name,
      ...(signal === undefined ? {} : { signal }),
      onVerdicts: (verdicts) => control.onVerdicts?.(verdicts),
      onProgress: (done) =>
        control.onProgress?.({
          ...{ stage: 'render', done, of: 'products' },
          ...(total === undefined ? {} : { total }),
        }),
    });
    return { files, tally: feedTally(tally), ...(saleChange === undefined ? {} : { saleChange }) };
  }

  async renderChanges(
    feed: FeedContents,
    changes: AsyncIterable<readonly CatalogueEntry[]>,
    folder: string,
    { signal, onProgress }: RenderControl = {},
  ): Promise<RenderedChanges> {
    const { file, tally, ...rest } = await renderChanges(changes, {
      settings: await feedSettings(this.sellerOf, feed),
      now: this.clock.now(),
      folder,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    return { files: [file], tally: feedTally(tally), ...rest };
  }

  async judge(feed: FeedContents, product: Product): Promise<readonly FeedVerdict[]> {
    return openFeed(kindOf(feed), await feedSettings(this.sellerOf, feed), this.clock.now()).take(product)
      .verdicts;
  }
}

const feedTally = ({ items, reasons }: Tally): FeedTally => ({
  listed: items.listed + items.listed_with_warnings,
  warned: items.listed_with_warnings,
  excluded: items.excluded,
  reasons,
});
