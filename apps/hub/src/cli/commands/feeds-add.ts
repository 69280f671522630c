import { resolve } from 'node:path';
import { offeredHostKey, unpinned } from '../../feeds/delivery/sftp-host-key';
import { readNewFeed } from '../../feeds/new-feed';
import type { FeedTarget } from '../../feeds/target';
import { newId } from '../../ids';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { wordsOf } from '../../words-of';
import { print } from '../answer';
import { chooseCatalogue } from '../choose-catalogues';
import { asOperator } from '../operator';
import { readIntervalMinutes } from '../read-interval';
import { readJson } from '../read-value';
import type { Surroundings } from '../surroundings';
import { UsageError } from '../usage-error';

export interface AddFeedOptions {
  tenant?: string;
  connection?: string;
  name: string;
  format: string;
  encoding?: string;
  folder?: string;
  target?: string;
  download?: boolean;
  every: string;
  options: string;
  trustHostKey?: boolean;
  json?: boolean;
}

export async function addFeed(options: AddFeedOptions, surroundings: Surroundings): Promise<void> {
  const feed = readNewFeed({
    name: options.name,
    format: options.format,
    encoding: options.encoding,
    options: await readJson(options.options, '--options', surroundings),
    target: await readTarget(options, surroundings),
    everyMinutes: readIntervalMinutes(options.every, '--every'),
  });
  await asOperator(surroundings, async ({ config, tenants, feedTools }) => {
    const catalogue = await chooseCatalogue(tenants, options);
    const feedId = newId('fed');
    await feedTools({}, async ({ feeds }) => {
      const known = await feeds.list(catalogue.tenantId);
      if (known.some(({ name }) => name === feed.name))
        throw new ProvisioningError(`There is a feed ${feed.name} already; give this one another name.`);
      const target = await pinned(feed.target, options, config.HUB_ALLOW_PRIVATE_ADDRESSES);
      await feeds.add({ ...catalogue, feedId, ...feed, target });
    });
    const json = { tenant_id: catalogue.tenantId, feed_id: feedId, name: feed.name, encoding: feed.encoding };
    const human = `Added ${feedId}. A running hub publishes it at once; without one: hub feeds run ${feed.name}`;
    print(surroundings, { json, human }, options);
  });
}

/** A target whose server is known by its key. @throws ProvisioningError where nothing says which key is right */
async function pinned(
  target: FeedTarget,
  { trustHostKey }: AddFeedOptions,
  allowPrivateAddresses: boolean,
): Promise<FeedTarget> {
  if (target.kind !== 'sftp' || target.hostKey !== undefined) return target;
  const offered = await offeredHostKey(target, { allowPrivateAddresses }).catch((error: unknown) => {
    const words = wordsOf(error);
    throw new ProvisioningError(
      `${target.host} cannot be asked for its key: ${words}. Put its fingerprint into the target as "hostKey".`,
    );
  });
  if (trustHostKey !== true) throw new ProvisioningError(unpinned(target, offered));
  return { ...target, hostKey: offered };
}

/** A folder is kept as a whole path: the hub runs elsewhere than the command. */
async function readTarget(options: AddFeedOptions, surroundings: Surroundings): Promise<unknown> {
  const { folder, target, download } = options;
  if ([folder, target, download].filter((each) => each !== undefined).length !== 1)
    throw new UsageError('Say where the feed goes with one of --folder, --target or --download.');
  if (folder !== undefined) return { kind: 'folder', path: resolve(folder) };
  return target === undefined ? { kind: 'download' } : readJson(target, '--target', surroundings);
}
