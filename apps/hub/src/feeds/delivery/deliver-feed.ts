import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { OwnedTransport } from '@acp-hub/connector-http';
import type { Clock } from '../../clock';
import type { DeliverFeed } from '../ports';
import { deliverBySftp } from './deliver-by-sftp';
import { DeliverByFeedApi } from './deliver-by-feed-api';
import { deliverToFolder } from './deliver-to-folder';
import type { FeedFile } from './delivery';
import type { ApiProduct } from './feed-api-batches';

export interface DeliveryOptions {
  readonly allowPrivateAddresses: boolean;
  readonly transport: Pick<OwnedTransport, 'dispatcher'>;
  readonly clock: Clock;
}

/** Delivers to whatever kind of target a feed has. */
export const createDelivery =
  (options: DeliveryOptions): DeliverFeed =>
  ({ target }, files) => {
    switch (target.kind) {
      case 'folder':
        return deliverToFolder(target).deliver(files);
      case 'sftp':
        return deliverBySftp(target, options).deliver(files);
      case 'feed_api':
        return new DeliverByFeedApi(target, options).deliver(() => productsOf(files));
    }
  };

const PRODUCTS = /\.jsonl(\.gz)?$/;

/** The products of a feed rendered one a line; other files beside it, such as its metadata, are not for the API. */
async function* productsOf(files: readonly FeedFile[]): AsyncGenerator<ApiProduct> {
  for (const { name, path } of files) {
    const [isProducts, packed] = PRODUCTS.exec(name) ?? [];
    if (isProducts === undefined) continue;
    const bytes = createReadStream(path);
    const input = packed === undefined ? bytes : bytes.pipe(createGunzip());
    for await (const line of createInterface({ input, crlfDelay: Infinity }))
      if (line !== '') yield JSON.parse(line) as ApiProduct;
  }
}
