import type { Command } from 'commander';
import { findFeed } from '../../feeds/find-feed';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { CONNECTION_OPTION } from '../choose-catalogues';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { feedJson, feedRow, publishedJson, publishedRow } from '../feed-rows';
import { asOperator } from '../operator';
import { readCount } from '../read-value';
import type { Surroundings } from '../surroundings';
import { addFeed, type AddFeedOptions } from './feeds-add';
import { changeFeed, type ChangeFeedOptions } from './feeds-change';
import { addFeedSwitches } from './feeds-switch';
import { explainInFeeds, type ExplainOptions } from './feeds-explain';
import { addMappingCommands } from './feeds-mapping';
import { publishAll, type PublishAllOptions } from './feeds-publish-all';
import { runFeed } from './feeds-run';
import { showFeedUrls, type FeedUrlOptions } from './feeds-url';

interface Options {
  tenant?: string;
  json?: boolean;
}

const HELP = `
Formats and encodings, the preferred one first:
  openai  parquet, jsonl, csv, tsv
  acp     jsonl
  google  tsv, rss
  stripe  csv

A target other than a folder is given as JSON; keep it out of the shell's history with @file or -:
  {"kind": "sftp", "host": "sftp.example", "username": "atlas", "password": "…", "hostKey": "SHA256:…", "folder": "in"}
  {"kind": "feed_api", "url": "https://agent.example/v1/feeds/feed_1", "token": "…"}

Example:
  $ hub feeds add --name chatgpt --format openai --target @sftp.json --every 6h
  $ hub feeds run chatgpt
  $ hub feeds explain SKU-1`;

export function addFeedsCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('feeds')
    .description('the catalogue, published in the formats agents read')
    .addHelpText('after', HELP);
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option(...TENANT_OPTION)
      .option('--json', 'one JSON document');
  command('add', 'set a feed up; a running hub publishes it at once, and then at its interval')
    .option('--connection <id>', 'the shop (default: the only one the merchant has)')
    .requiredOption('--name <name>', 'yours, e.g. chatgpt; files are named after it')
    .requiredOption('--format <format>', 'openai, acp, google or stripe')
    .option('--encoding <encoding>', 'how it is written (default: the format’s preferred one)')
    .option('--folder <path>', 'put it into this folder of the hub’s machine')
    .option('--target <json>', 'or bring it elsewhere, see below')
    .option('--download', 'or keep it for receivers to fetch, see: hub feeds url')
    .option('--trust-host-key', 'take the key that an SFTP server shows now for its own')
    .option('--every <interval>', 'how often: 30m, 6h, 1d …', '1d')
    .option('--options <json>', 'countries, policies and the mapping; docs/feeds.md lists them', '{}')
    .action((options: AddFeedOptions) => addFeed(options, surroundings));
  command('change', 'change where one goes, how often, or its options; what is not named stays')
    .argument('<feed>', 'its id or name')
    .option('--folder <path>', 'put it into this folder of the hub’s machine')
    .option('--target <json>', 'or bring it elsewhere, as of add; e.g. with another password')
    .option('--download', 'or keep it for receivers to fetch')
    .option('--trust-host-key', 'take the key that an SFTP server shows now for its own')
    .option('--every <interval>', 'how often: 30m, 6h, 1d …')
    .option('--options <json>', 'the members to change; the mapping is one of them')
    .action((feed: string, options: ChangeFeedOptions) => changeFeed(feed, options, surroundings));
  command('list', 'every feed, and when it was last delivered').action((options: Options) =>
    list(options, surroundings),
  );
  command('run', 'publish one now')
    .argument('<feed>', 'its id or name')
    .action((feed: string, options: Options) => runFeed(feed, options, surroundings));
  command('url', 'where a feed added with --download is fetched, by whoever has the address')
    .argument('<feed>', 'its id or name')
    .option('--expires <interval>', 'how long the addresses work: 30m, 24h, 365d …', '24h')
    .option('--renew', 'give out others: those given out before open nothing any more')
    .action((feed: string, options: FeedUrlOptions) => showFeedUrls(feed, options, surroundings));
  command('publish-all', 'write the catalogue in every format into a folder, and explain what is kept out')
    .option(...CONNECTION_OPTION)
    .option('--folder <path>', 'where to (default: feeds in the data directory)')
    .option('--options <json>', 'as of add', '{}')
    .option('--most <n>', 'products kept out to explain at most', '50')
    .option('--first <n>', 'the first so many products alone, for a sample')
    .action((options: PublishAllOptions) => publishAll(options, surroundings));
  command('history', 'how it fared, the latest first')
    .argument('[feed]', 'its id or name (default: all feeds)')
    .option('--most <n>', 'how many of each feed at most', '50')
    .action((feed: string | undefined, options: Options & { most: string }) =>
      history(feed, options, surroundings),
    );
  command('release', 'let one that was held for shrinking go out the next time')
    .argument('<feed>', 'its id or name')
    .action((feed: string, options: Options) => release(feed, options, surroundings));
  addMappingCommands(group, surroundings);
  addFeedSwitches(command, surroundings);
  command('explain', 'what feeds make of an item, why, and what to do')
    .argument('<item>', 'the item’s id, or its product’s')
    .option('--feed <feed>', 'this feed alone (default: all; before there are any, every format)')
    .option(...CONNECTION_OPTION)
    .action((item: string, options: ExplainOptions) => explainInFeeds(item, options, surroundings));
}

const list = (options: Options, surroundings: Surroundings): Promise<void> =>
  asOperator(surroundings, async ({ tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const found = await feedTools({}, ({ feeds }) => feeds.list(tenantId));
    print(surroundings, { json: found.map(feedJson), human: found.map(feedRow) }, options);
  });

const history = (
  named: string | undefined,
  options: Options & { most: string },
  surroundings: Surroundings,
): Promise<void> => {
  const most = readCount(options.most, '--most');
  return asOperator(surroundings, async ({ tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const runs = await feedTools({}, async ({ feeds }) => {
      const meant =
        named === undefined ? await feeds.list(tenantId) : [await findFeed(feeds, tenantId, named)];
      return (await Promise.all(meant.map(({ feedId }) => feeds.runs(tenantId, feedId, most)))).flat();
    });
    print(surroundings, { json: runs.map(publishedJson), human: runs.map(publishedRow) }, options);
  });
};

const release = (named: string, options: Options, surroundings: Surroundings): Promise<void> =>
  asOperator(surroundings, async ({ tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { feedId } = await feedTools({}, async ({ feeds }) => {
      const feed = await findFeed(feeds, tenantId, named);
      if ((await feeds.release(tenantId, feed.feedId)) === 'released') return feed;
      throw new ProvisioningError(
        `${feed.feedId} is disabled, and nothing of it goes out; let it with: hub feeds enable ${feed.feedId}`,
      );
    });
    const human = `The next time, ${feedId} goes out if it holds about as much as was kept back. A running hub publishes it at once.`;
    print(surroundings, { json: { feed_id: feedId, released: true }, human }, options);
  });
