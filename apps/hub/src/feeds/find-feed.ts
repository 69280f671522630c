import { ProvisioningError } from '../tenants/provisioning-error';
import type { FeedStanding } from './feed';
import type { Feeds } from './ports';

/** A merchant's feed, by its id or its name. @throws ProvisioningError where there is none, or several of that name. */
export async function findFeed(feeds: Feeds, tenantId: string, idOrName: string): Promise<FeedStanding> {
  const all = await feeds.list(tenantId);
  const named = all.filter(({ feedId, name }) => feedId === idOrName || name === idOrName);
  const [feed, ...others] = named;
  if (feed === undefined)
    throw new ProvisioningError(`${tenantId} has no feed ${idOrName}; list them with: hub feeds list`);
  if (others.length > 0)
    throw new ProvisioningError(
      `${tenantId} has ${named.length} feeds called ${idOrName}; name one by its id: ${named.map(({ feedId }) => feedId).join(', ')}`,
    );
  return feed;
}
