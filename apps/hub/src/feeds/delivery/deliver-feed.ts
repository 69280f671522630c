import { createReadStream } from 'node:fs';
import type { OwnedTransport } from '@acp-hub/connector-http';
import type { WireProduct } from '@acp-hub/feed-formats';
import type { Clock } from '../../clock';
import type { KeptFeeds } from '../downloads/kept-feeds';
import type { DeliverFeed } from '../ports';
import { deliverBySftp } from './deliver-by-sftp';
import { DeliverByFeedApi } from './deliver-by-feed-api';
import { deliverForDownload } from './deliver-for-download';
import { deliverToFolder } from './deliver-to-folder';
import type { FeedFile } from './delivery';
import { linesOf } from './lines-of';

export interface DeliveryOptions {
  readonly allowPrivateAddresses: boolean;
  readonly transport: Pick<OwnedTransport, 'dispatcher'>;
  readonly clock: Clock;
  /** Where feeds lie that are fetched. */
  readonly kept: KeptFeeds;
}

/** A receiver that holds more is not asked for everything after each few changes: the next whole run looks at it. */
const MOST_READ_BACK = 10_000;

/** Delivers to whatever kind of target a feed has. */
export const createDelivery =
  (options: DeliveryOptions): DeliverFeed =>
  ({ target, ...feed }, { files, kind, lastListed = 0 }, control = {}) => {
    switch (target.kind) {
      case 'folder':
        return deliverToFolder(target).deliver(files, control);
      case 'sftp':
        return deliverBySftp(target, options).deliver(files, control);
      case 'download':
        return deliverForDownload(options.kept.placeOf(feed)).deliver(files, control);
      case 'feed_api': {
        const isAll = kind === 'full';
        const readsBack = isAll || lastListed <= MOST_READ_BACK;
        return new DeliverByFeedApi(target, { ...options, ...control, isAll, readsBack }).deliver(() =>
          productsOf(files),
        );
      }
    }
  };

/** The products of a feed rendered one a line; other files beside it, such as its metadata, are not for the API. */
async function* productsOf(files: readonly FeedFile[]): AsyncGenerator<WireProduct> {
  for (const { name, path } of files) {
    if (!name.endsWith('.jsonl')) continue;
    // Lines of JSON are ended by \n alone: readline takes more for an end, such as U+2028.
    for await (const line of linesOf(createReadStream(path)))
      if (line !== '') yield JSON.parse(line) as WireProduct;
  }
}
