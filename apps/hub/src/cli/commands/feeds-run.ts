import { setTimeout as pause } from 'node:timers/promises';
import { findFeed } from '../../feeds/find-feed';
import type { FeedRun } from '../../feeds/feed';
import type { Progress } from '../../feeds/progress';
import type { PublishFeed } from '../../feeds/publish-feed';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseTenant } from '../choose-tenant';
import { publishedJson, publishedRow } from '../feed-rows';
import { asOperator } from '../operator';
import { progressLine } from '../progress-line';
import type { Surroundings } from '../surroundings';

/** A running hub may be telling the receiver of a few changes. */
const PATIENCE_MS = 10_000;
const AGAIN_MS = 500;

async function publishWhole(
  publish: PublishFeed,
  tenantId: string,
  feedId: string,
): Promise<FeedRun | undefined> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const run = await publish.execute(tenantId, feedId, { isWhole: true });
    if (typeof run !== 'string') return run;
    if (Date.now() >= until) return undefined;
    await pause(AGAIN_MS);
  }
}

/** Publishes one feed, and says how it went; a feed that was not delivered is a refusal. */
export async function runFeed(
  named: string,
  options: { readonly tenant?: string; readonly json?: boolean },
  surroundings: Surroundings,
): Promise<void> {
  const line = progressLine(surroundings, options);
  const observer = { onProgress: (progress: Progress) => line.show({ feed: named, ...progress }) };
  await asOperator(surroundings, async ({ tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const run = await feedTools(observer, async ({ feeds, publish }) => {
      const { feedId, isDisabled } = await findFeed(feeds, tenantId, named);
      if (isDisabled)
        throw new ProvisioningError(`${named} is disabled; let it go on with: hub feeds enable ${named}`);
      return publishWhole(publish, tenantId, feedId);
    }).finally(() => line.end());
    if (run === undefined)
      throw new ProvisioningError(
        `${named} is being published by another process, or was by one that died less than a minute ago; see how it went with: hub feeds history ${named}`,
      );
    print(surroundings, { json: publishedJson(run), human: publishedRow(run) }, options);
    if (run.error !== undefined) throw new ProvisioningError(run.error);
  });
}
