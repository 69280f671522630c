import type { Connector } from '@acp-hub/connector';
import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import { ownPort, type Facts, type Harness, type Setup, type Tenant } from '@acp-hub/connector-testkit';
import { createFakeWooCommerce, type ShopDefinition } from '@acp-hub/fake-woocommerce';
import {
  woocommerceCompanionConnector,
  woocommerceConnector,
  type CompanionConfig,
  type WoocommerceConfig,
} from '../../src';
import { webhookSecret } from '../../src/webhooks/secret';
import { backDoorOf } from './back-door';
import { BackOffice } from './back-office';
import { facts } from './facts';
import { companionSecretOf, eurGross, jpy, keysOf, neighbourOf, usdNet, withCompanion } from './shops';
import { startSink } from './sink';

const DEADLINE_MS = 3_000;

interface Opened<Config> {
  readonly tenant: Tenant<Config>;
  stop(): Promise<void>;
}

async function openTenant(
  shop: ShopDefinition,
  keyName: string,
  decimals: number,
  companion: boolean,
): Promise<Opened<CompanionConfig>> {
  const fake = await createFakeWooCommerce({ shop: companion ? withCompanion(shop, keyName) : shop });
  const url = await fake.listen(await ownPort());
  const sink = await startSink();
  const transport = createTransport({
    allowPrivateAddresses: true,
    allowPlainHttp: true,
    deadlineMs: DEADLINE_MS,
  });
  const key = keysOf(keyName);
  const config = { url, ...key, companion_secret: companionSecretOf(keyName) };
  const office = new BackOffice(url, key, decimals);
  const secret = webhookSecret({ config, ...(companion && { companionSecret: config.companion_secret }) });
  // One delivery for all that happened to an order until the queue runs: two topics make two.
  for (const topic of ['order.created', 'order.updated'])
    await office.call('POST', 'webhooks', { name: topic, topic, delivery_url: sink.url, secret });
  return {
    tenant: {
      config,
      wrongConfig: { ...config, consumer_secret: 'cs_of_nobody_at_all' },
      secrets: [key.consumer_key, key.consumer_secret, config.companion_secret],
      context: createInProcessContext({ transport }),
      backDoor: backDoorOf({ fake, office, sink, companion }),
    },
    async stop() {
      await transport.close();
      await fake.close();
      await sink.close();
    },
  };
}

const setupOf = (
  name: string,
  shop: ShopDefinition,
  known: Facts,
  decimals: number,
  companion: boolean,
): Setup<CompanionConfig> => ({
  facts: known,
  async start() {
    const first = await openTenant(shop, name, decimals, companion);
    const second = await openTenant(neighbourOf(shop), 'neighbour', decimals, companion);
    return {
      first: first.tenant,
      second: second.tenant,
      async stop() {
        await first.stop();
        await second.stop();
      },
    };
  },
});

const harnessOf = <Config extends WoocommerceConfig>(
  connector: Connector<Config>,
  companion: boolean,
): Harness<Config> => {
  const setups = {
    usdNet: setupOf('usd', usdNet, facts.usdNet, 2, companion),
    eurGross: setupOf('eur', eurGross, facts.eurGross, 2, companion),
    jpy: setupOf('jpy', jpy, facts.jpy, 0, companion),
  };
  return {
    connector,
    setups: setups as Harness<CompanionConfig>['setups'] as unknown as Harness<Config>['setups'],
  };
};

export const plainHarness = harnessOf(woocommerceConnector, false);
export const companionHarness = harnessOf(woocommerceCompanionConnector, true);
