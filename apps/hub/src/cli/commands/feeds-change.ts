import { feedOptionsSchema } from '@acp-hub/feed-formats';
import { findFeed } from '../../feeds/find-feed';
import { readNewFeed } from '../../feeds/new-feed';
import { refuseSharedFolder } from '../../feeds/refuse-shared-folder';
import { isSamePlace } from '../../feeds/target';
import { valid } from '../../tenants/choices';
import { print } from '../answer';
import { chooseTenant } from '../choose-tenant';
import { pinnedTarget, placesIn, readTarget, type TargetOptions } from '../feed-target';
import { asOperator } from '../operator';
import { readIntervalMinutes } from '../read-interval';
import { readJson } from '../read-value';
import type { Surroundings } from '../surroundings';
import { UsageError } from '../usage-error';

export interface ChangeFeedOptions extends TargetOptions {
  tenant?: string;
  every?: string;
  options?: string;
  json?: boolean;
}

/** Changes what is named of a feed; members of its options that are not named stay, the mapping among them. */
export async function changeFeed(
  named: string,
  options: ChangeFeedOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { every, options: text } = options;
  const goesElsewhere = placesIn(options) > 0;
  if (every === undefined && text === undefined && !goesElsewhere)
    throw new UsageError('Say what to change with --every, --options, --folder, --target or --download.');
  const given = {
    ...(text !== undefined && { options: await readJson(text, '--options', surroundings) }),
    ...(goesElsewhere && { target: await readTarget(options, surroundings) }),
    ...(every !== undefined && { everyMinutes: readIntervalMinutes(every, '--every') }),
  };
  if (text !== undefined) valid(feedOptionsSchema, given.options, 'the options');
  await asOperator(surroundings, async ({ config, tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const feed = await feedTools({}, async ({ feeds }) => {
      const found = await findFeed(feeds, tenantId, named);
      const { name, format, encoding, target, everyMinutes } = found;
      const merged = { ...(found.options as object), ...(given.options as object | undefined) };
      const changed = readNewFeed({
        name,
        format,
        encoding,
        target,
        everyMinutes,
        ...given,
        options: merged,
      });
      refuseSharedFolder(changed, await feeds.list(tenantId));
      const whereTo = goesElsewhere
        ? {
            target: await pinnedTarget(changed.target, options, config.HUB_ALLOW_PRIVATE_ADDRESSES),
            isElsewhere: !isSamePlace(changed.target, target),
          }
        : {};
      await feeds.change(tenantId, found.feedId, {
        ...(text !== undefined && { options: changed.options }),
        ...(every !== undefined && { everyMinutes: changed.everyMinutes }),
        ...whereTo,
      });
      return found;
    });
    const human = `Changed ${feed.name}. A running hub publishes it at once; without one: hub feeds run ${feed.name}`;
    print(surroundings, { json: { feed_id: feed.feedId, name: feed.name }, human }, options);
  });
}
