import type { Command } from 'commander';
import { findFeed } from '../../feeds/find-feed';
import type { Feeds } from '../../feeds/ports';
import { print } from '../answer';
import { chooseTenant } from '../choose-tenant';
import { asOperator } from '../operator';
import type { Surroundings } from '../surroundings';

const SWITCHES = [
  {
    name: 'disable',
    description: 'publish it no more; what was delivered stays where it is',
    done: 'disabled',
    words: (feedId: string) => `Disabled ${feedId}. What was delivered stays where it is.`,
  },
  {
    name: 'enable',
    description: 'publish one again that was disabled',
    done: 'enabled',
    words: (feedId: string) => `Enabled ${feedId}. A running hub publishes it at once.`,
  },
  {
    name: 'remove',
    description: 'forget it and its history; what was delivered stays where it is',
    done: 'removed',
    words: (feedId: string) => `Removed ${feedId}. What was delivered stays where it is.`,
  },
] as const;

/** `hub feeds disable|enable|remove <feed>`. */
export function addFeedSwitches(
  command: (name: string, description: string) => Command,
  surroundings: Surroundings,
): void {
  for (const { name, description, done, words } of SWITCHES)
    command(name, description)
      .argument('<feed>', 'its id or name')
      .action((named: string, options: { readonly tenant?: string; readonly json?: boolean }) =>
        asOperator(surroundings, async ({ tenants, feedTools }) => {
          const tenantId = await chooseTenant(tenants, options.tenant);
          const feedId = await feedTools({}, async ({ feeds }: { readonly feeds: Feeds }) => {
            const feed = await findFeed(feeds, tenantId, named);
            await feeds[name](tenantId, feed.feedId);
            return feed.feedId;
          });
          print(surroundings, { json: { feed_id: feedId, [done]: true }, human: words(feedId) }, options);
        }),
      );
}
