import { findFeed } from '../../feeds/find-feed';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseTenant } from '../choose-tenant';
import { publishedJson, publishedRow } from '../feed-rows';
import { asOperator } from '../operator';
import { progressLine } from '../progress-line';
import type { Surroundings } from '../surroundings';

/** Publishes one feed, and says how it went; a feed that was not delivered is a refusal. */
export async function runFeed(
  named: string,
  options: { readonly tenant?: string; readonly json?: boolean },
  surroundings: Surroundings,
): Promise<void> {
  const line = progressLine(surroundings);
  const observer = {
    onProgress: ({ products, items }: { products: number; items: number }) =>
      line.show(`${named}: ${products} products, ${items} items`),
  };
  await asOperator(surroundings, async ({ tenants, feedTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const run = await feedTools(observer, async ({ feeds, publish }) =>
      publish.execute(tenantId, (await findFeed(feeds, tenantId, named)).feedId),
    );
    line.end();
    if (run === 'busy')
      throw new ProvisioningError(
        `${named} is being published by a running hub, or disabled; see: hub feeds list`,
      );
    print(surroundings, { json: publishedJson(run), human: publishedRow(run) }, options);
    if (run.error !== undefined) throw new ProvisioningError(run.error);
  });
}
