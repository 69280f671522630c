import type { ConnectContext, Connector, Store } from '@acp-hub/connector';
import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import { createFakeWooCommerce, type FakeWooCommerce, type ShopDefinition } from '@acp-hub/fake-woocommerce';
import { woocommerceConnector, type CompanionConfig } from '../../src';
import { companionSecretOf, keysOf } from './shops';

export interface OpenedStore {
  readonly fake: FakeWooCommerce;
  readonly url: string;
  readonly store: Required<Store>;
  /** The same shop as another process sees it. */
  reopen(): Required<Store>;
}

export interface Choices {
  /** Any shop's unless told. */
  readonly connector?: Connector<never>;
  /** Instead of what the shop takes. */
  readonly config?: Partial<CompanionConfig>;
  readonly clock?: ConnectContext['clock'];
}

export const plainConnector = woocommerceConnector as unknown as Connector<never>;

const closing: (() => Promise<void>)[] = [];

/** For `afterEach`. */
export async function closeStores(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** A shop that plays WooCommerce, and how a connector sees it over real HTTP. */
export async function openStore(shop: ShopDefinition, choices: Choices = {}): Promise<OpenedStore> {
  const { connector = plainConnector, config = {}, clock } = choices;
  const fake = await createFakeWooCommerce({ shop });
  const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true });
  closing.push(
    () => fake.close(),
    () => transport.close(),
  );
  const url = await fake.listen();
  const given = { url, ...keysOf('usd'), companion_secret: companionSecretOf('usd'), ...config };
  const context = createInProcessContext({ transport, ...(clock && { clock }) });
  const reopen = () => connector.connect(connector.configSchema.parse(given), context) as Required<Store>;
  return { fake, url, store: reopen(), reopen };
}
