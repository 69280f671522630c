import { encodingsOf, feedFormats } from '@acp-hub/feed-formats';
import type { Catalogue } from '../../catalog/ports';
import { explainItem } from '../../feeds/explain-item';
import { findFeed } from '../../feeds/find-feed';
import type { FeedContents } from '../../feeds/feed';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseCatalogues } from '../choose-catalogues';
import { chooseTenant } from '../choose-tenant';
import { explanationJson, explanationRows, leftOutJson, leftOutRow } from '../feed-rows';
import type { FeedTools } from '../feed-tools';
import { asOperator } from '../operator';
import type { Surroundings } from '../surroundings';

export interface ExplainOptions {
  tenant?: string;
  connection?: string;
  feed?: string;
  json?: boolean;
}

export const explainInFeeds = (
  item: string,
  options: ExplainOptions,
  surroundings: Surroundings,
): Promise<void> =>
  asOperator(surroundings, async ({ tenants, feedTools, catalogueTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const catalogues = await chooseCatalogues(tenants, options);
    const explained = await feedTools({}, async (tools) =>
      explainItem(tools, await feedsMeant(tools, tenantId, catalogues, options.feed), item),
    );
    const known = explained.filter(({ found }) => found !== 'unknown');
    if (known.length === 0) {
      const rejects = await catalogueTools(
        () => undefined,
        ({ syncs }) => Promise.all(catalogues.map((each) => syncs.findReject(each, item))),
      );
      const leftOut = rejects.filter((each) => each !== undefined);
      if (leftOut.length === 0)
        throw new ProvisioningError(
          `The catalogue has no ${item}. See what was left out with: hub catalog status; take in what is new with: ` +
            'hub catalog sync',
        );
      return print(surroundings, { json: leftOut.map(leftOutJson), human: leftOut.map(leftOutRow) }, options);
    }
    if (known.every(({ found }) => found === 'gone'))
      throw new ProvisioningError(
        `${item} is not on sale any more at the shop: each feed lists it until it is published next.`,
      );
    const json = known.map(explanationJson);
    print(surroundings, { json, human: known.flatMap(explanationRows) }, options);
  });

async function feedsMeant(
  { feeds }: Pick<FeedTools, 'feeds'>,
  tenantId: string,
  catalogues: readonly Catalogue[],
  named: string | undefined,
): Promise<readonly FeedContents[]> {
  if (named !== undefined) return [await findFeed(feeds, tenantId, named)];
  const isMeant = ({ connectionId }: FeedContents): boolean =>
    catalogues.some((each) => each.connectionId === connectionId);
  const set = (await feeds.list(tenantId)).filter(isMeant);
  return set.length > 0 ? set : catalogues.flatMap(everyFormat);
}

/** Before any feed is set up, what each format would make of a catalogue. */
const everyFormat = (catalogue: Catalogue): FeedContents[] =>
  feedFormats.flatMap((format) =>
    encodingsOf[format]
      .slice(0, 1)
      .map((encoding) => ({ ...catalogue, feedId: format, name: format, format, encoding, options: {} })),
  );
