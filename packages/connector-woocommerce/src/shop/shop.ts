import type { ConnectContext } from '@acp-hub/connector';
import type { WoocommerceConfig } from '../config';
import { openRestApi, type RestApi } from '../rest/rest-api';
import { openStorefront, type Storefront } from '../storefront/storefront';
import { recallCategories, type Category } from '../catalogue/categories';
import { recallListsAcross } from '../catalogue/lists-across';
import { recallFacts, type ShopFacts } from './facts';
import type { Recall } from './remember';

/** One merchant's shop, with both of its APIs at hand. */
export interface Shop {
  readonly config: WoocommerceConfig;
  /** Of a shop that has the companion plugin. */
  readonly companionSecret?: string;
  readonly context: ConnectContext;
  readonly rest: RestApi;
  readonly storefront: Storefront;
  /** @throws ConnectorError `auth` where the key is no good: without it nothing of the shop is sold. */
  readonly facts: Recall<ShopFacts>;
  readonly categories: Recall<readonly Category[]>;
  readonly listsVariationsAcross: Recall<boolean>;
}

export function openShop(config: WoocommerceConfig, context: ConnectContext, companionSecret?: string): Shop {
  const rest = openRestApi(config, context);
  return {
    config,
    ...(companionSecret !== undefined && { companionSecret }),
    context,
    rest,
    storefront: openStorefront(config, context),
    facts: recallFacts(config, rest, context),
    categories: recallCategories(config, rest, context),
    listsVariationsAcross: recallListsAcross(config, rest, context),
  };
}
