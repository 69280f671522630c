import { findFeed } from '../../feeds/find-feed';
import type { FeedStanding } from '../../feeds/feed';
import type { Feeds } from '../../feeds/ports';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseTenant } from '../choose-tenant';
import { asOperator } from '../operator';
import { readIntervalMinutes } from '../read-interval';
import type { Surroundings } from '../surroundings';
import { UsageError } from '../usage-error';

export interface FeedUrlOptions {
  tenant?: string;
  expires: string;
  renew?: boolean;
  json?: boolean;
}

const MINUTE_MS = 60_000;
const MOST_MINUTES = 366 * 1_440;

/** Tells where each file of a feed is fetched, and until when; with `renew` nowhere else any more. */
export async function showFeedUrls(
  named: string,
  options: FeedUrlOptions,
  surroundings: Surroundings,
): Promise<void> {
  const minutes = readIntervalMinutes(options.expires, '--expires');
  if (minutes < 1 || minutes > MOST_MINUTES) throw new UsageError('--expires takes 1m to 366d.');
  const until = new Date(Date.now() + minutes * MINUTE_MS);
  await asOperator(surroundings, async ({ tenants, feedTools, downloadLinks }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { feed, generation, files } = await feedTools({}, async ({ feeds, kept }) => {
      const found = await findFeed(feeds, tenantId, named);
      refuseUnlessFetched(found);
      const ready = lyingReady(found, await kept.files(found), kept.root);
      const generation = options.renew === true ? await renewed(feeds, found) : found.urlGeneration;
      return { feed: found, generation, files: ready };
    });
    const { feedId } = feed;
    const urls = files.map((file) => ({
      file,
      url: downloadLinks.urlOf({ tenantId, feedId, file, generation }, until),
    }));
    const json = { feed_id: feedId, name: feed.name, expires_at: until.toISOString(), files: urls };
    const human = [
      ...urls.map(({ url }) => url),
      ...(options.renew === true ? ['No address given out before opens anything any more.'] : []),
      `Until ${until.toISOString()} whoever has these addresses fetches ${feed.name} there, always as last published.`,
    ];
    print(surroundings, { json, human: human.join('\n') }, options);
  });
}

function refuseUnlessFetched({ name, format, target }: FeedStanding): void {
  if (target.kind !== 'download')
    throw new ProvisioningError(
      `${name} is not fetched, it is delivered. Add one to be fetched, beside it: ` +
        `hub feeds add --name ${name}-download --format ${format} --download`,
    );
}

async function renewed(feeds: Feeds, { tenantId, feedId, name }: FeedStanding): Promise<number> {
  const generation = await feeds.renewUrls(tenantId, feedId);
  if (generation === undefined) throw new ProvisioningError(`${name} was removed meanwhile.`);
  return generation;
}

function lyingReady({ name, deliveredAt }: FeedStanding, files: readonly string[], root: string) {
  if (files.length > 0) return files;
  throw new ProvisioningError(
    deliveredAt === undefined
      ? `${name} has not been published yet. A running hub publishes it at once; without one: hub feeds run ${name}`
      : `The files of ${name} are not in ${root}. Set HUB_DOWNLOADS_DIR to the folder that the hub's processes share.`,
  );
}
