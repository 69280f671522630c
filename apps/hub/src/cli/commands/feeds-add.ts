import { readNewFeed } from '../../feeds/new-feed';
import { refuseSharedFolder } from '../../feeds/refuse-shared-folder';
import { newId } from '../../ids';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseCatalogue } from '../choose-catalogues';
import { pinnedTarget, readTarget, type TargetOptions } from '../feed-target';
import { asOperator } from '../operator';
import { readIntervalMinutes } from '../read-interval';
import { readJson } from '../read-value';
import type { Surroundings } from '../surroundings';

export interface AddFeedOptions extends TargetOptions {
  tenant?: string;
  connection?: string;
  name: string;
  format: string;
  encoding?: string;
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
  await asOperator(surroundings, async ({ config, tenants, feedTools }) => {
    const catalogue = await chooseCatalogue(tenants, options);
    const feedId = newId('fed');
    await feedTools({}, async ({ feeds }) => {
      const known = await feeds.list(catalogue.tenantId);
      if (known.some(({ name }) => name === feed.name))
        throw new ProvisioningError(`There is a feed ${feed.name} already; give this one another name.`);
      refuseSharedFolder(feed, known);
      const target = await pinnedTarget(feed.target, options, config.HUB_ALLOW_PRIVATE_ADDRESSES);
      await feeds.add({ ...catalogue, feedId, ...feed, target });
    });
    const json = { tenant_id: catalogue.tenantId, feed_id: feedId, name: feed.name, encoding: feed.encoding };
    const human = `Added ${feedId}. A running hub publishes it at once; without one: hub feeds run ${feed.name}`;
    print(surroundings, { json, human }, options);
  });
}
