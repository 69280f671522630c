import { feedOptionsSchema } from '@acp-hub/feed-formats';
import type { Command } from 'commander';
import { findFeed } from '../../feeds/find-feed';
import { valid } from '../../tenants/choices';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { asOperator } from '../operator';
import { warnOfVainNames } from '../named-in-vain';
import { previewJson, previewText } from '../preview-report';
import { readCount, readJson } from '../read-value';
import type { Surroundings } from '../surroundings';

interface Options {
  tenant?: string;
  json?: boolean;
}

interface PreviewOptions extends Options {
  mapping?: string;
  item?: string;
  most: string;
}

const HELP = `
A mapping is JSON; docs/feeds.md lists its members. Try one out before it is kept:
  $ hub feeds mapping preview chatgpt --mapping @mapping.json
  $ hub feeds mapping set chatgpt @mapping.json`;

/** Commands about how a feed tells the catalogue. */
export function addMappingCommands(feeds: Command, surroundings: Surroundings): void {
  const group = feeds
    .command('mapping')
    .description('how a feed tells the catalogue: names, categories, titles, what is kept out')
    .addHelpText('after', HELP);
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .argument('<feed>', 'its id or name')
      .option(...TENANT_OPTION)
      .option('--json', 'one JSON document');
  command('show', 'the mapping, with what is left to its defaults').action((feed: string, options: Options) =>
    show(feed, options, surroundings),
  );
  command('preview', 'what the mapping, or another, makes of the first items; nothing is kept')
    .option('--mapping <json>', 'this one instead of the feed’s own')
    .option('--item <item>', 'of this item’s product alone')
    .option('--most <n>', 'how many items', '5')
    .action((feed: string, options: PreviewOptions) => showPreview(feed, options, surroundings));
  command('set', 'keep another mapping; the feed is published anew with it')
    .argument('<mapping>', 'JSON, @file, or - for standard input')
    .action((feed: string, mapping: string, options: Options) => set(feed, mapping, options, surroundings));
}

const show = (named: string, options: Options, surroundings: Surroundings): Promise<void> =>
  asOperator(surroundings, async ({ tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const feed = await feedTools({}, ({ feeds }) => findFeed(feeds, tenantId, named));
    const { mapping } = feedOptionsSchema.parse(feed.options);
    print(surroundings, { json: mapping, human: JSON.stringify(mapping, null, 2) }, options);
  });

const showPreview = async (
  named: string,
  options: PreviewOptions,
  surroundings: Surroundings,
): Promise<void> => {
  const most = readCount(options.most, '--most');
  const mapping =
    options.mapping === undefined ? undefined : await readJson(options.mapping, '--mapping', surroundings);
  await asOperator(surroundings, async ({ tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { items, inVain } = await feedTools({}, async ({ feeds, previewFeed }) => {
      const feed = await findFeed(feeds, tenantId, named);
      const tried = mapping === undefined ? feed : { ...feed, options: withMapping(feed.options, mapping) };
      const which = { most, ...(options.item !== undefined && { item: options.item }) };
      return {
        items: await previewFeed.execute(tried, which),
        inVain: await previewFeed.namedInVain(tried),
      };
    });
    if (items.length === 0)
      throw new ProvisioningError(
        `The catalogue has no ${options.item ?? 'products'}; take in what is new with: hub catalog sync`,
      );
    print(
      surroundings,
      { json: items.map(previewJson), human: items.map(previewText).join('\n\n') },
      options,
    );
    warnOfVainNames(inVain, surroundings);
  });
};

const set = async (
  named: string,
  given: string,
  options: Options,
  surroundings: Surroundings,
): Promise<void> => {
  const mapping = await readJson(given, 'the mapping', surroundings);
  await asOperator(surroundings, async ({ tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { feed, inVain } = await feedTools({}, async ({ feeds, previewFeed }) => {
      const found = await findFeed(feeds, tenantId, named);
      const changed = { options: withMapping(found.options, mapping) };
      await feeds.change(tenantId, found.feedId, changed);
      return { feed: found, inVain: await previewFeed.namedInVain({ ...found, ...changed }) };
    });
    const human = `${feed.name} has the mapping. A running hub publishes it at once; without one: hub feeds run ${feed.name}`;
    print(surroundings, { json: { feed_id: feed.feedId, name: feed.name }, human }, options);
    warnOfVainNames(inVain, surroundings);
  });
};

/** A feed's options with another mapping; mistakes are named by their place. @throws ProvisioningError */
function withMapping(options: unknown, mapping: unknown): unknown {
  const changed = { ...(options as object), mapping };
  valid(feedOptionsSchema, changed, 'the mapping');
  return changed;
}
