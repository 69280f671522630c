import { resolve } from 'node:path';
import { readNewFeed } from '../../feeds/new-feed';
import { newId } from '../../ids';
import { ProvisioningError } from '../../tenants/provisioning-error';
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
  every: string;
  options: string;
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
  await asOperator(surroundings, async ({ tenants, feedTools }) => {
    const catalogue = await chooseCatalogue(tenants, options);
    const feedId = newId('fed');
    await feedTools({}, async ({ feeds }) => {
      const known = await feeds.list(catalogue.tenantId);
      if (known.some(({ name }) => name === feed.name))
        throw new ProvisioningError(`There is a feed ${feed.name} already; give this one another name.`);
      await feeds.add({ ...catalogue, feedId, ...feed });
    });
    const json = { tenant_id: catalogue.tenantId, feed_id: feedId, name: feed.name, encoding: feed.encoding };
    const human = `Added ${feedId}. A running hub publishes it at once; without one: hub feeds run ${feed.name}`;
    print(surroundings, { json, human }, options);
  });
}

/** A folder is kept as a whole path: the hub runs elsewhere than the command. */
async function readTarget({ folder, target }: AddFeedOptions, surroundings: Surroundings): Promise<unknown> {
  if (folder !== undefined && target === undefined) return { kind: 'folder', path: resolve(folder) };
  if (target !== undefined && folder === undefined) return readJson(target, '--target', surroundings);
  throw new UsageError('Say where the feed goes with either --folder or --target.');
}
