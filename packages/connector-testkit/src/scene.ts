import type { Connector, Store } from '@acp-hub/connector';
import type { BackDoor } from './back-door';
import type { Facts } from './facts';
import type { Harness, SetupName, Tenant } from './harness';

/** One merchant's store, opened through the connector, beside the back door to the same books. */
export interface TenantScene {
  readonly store: Store;
  readonly backDoor: BackDoor;
  readonly secrets: readonly string[];
  readonly deadlineMs: number;
  /** The store opened with a wrong credential. */
  openWrongly(): Store;
}

/** What a check finds: a shop of its own with two merchants. */
export interface Scene {
  readonly connector: Connector;
  readonly facts: Facts;
  readonly first: TenantScene;
  readonly second: TenantScene;
}

/** Starts a shop, lets `act` play on it and stops it, whatever happened. */
export async function withScene<Config>(
  harness: Harness<Config>,
  setupName: SetupName,
  act: (scene: Scene) => Promise<void>,
): Promise<void> {
  const setup = harness.setups[setupName];
  if (setup === undefined) throw new Error(`The harness has no set-up "${setupName}".`);
  const shop = await setup.start();
  const opened: Store[] = [];
  const open = (tenant: Tenant<Config>, config: Config): Store => {
    const store = harness.connector.connect(harness.connector.configSchema.parse(config), tenant.context);
    opened.push(store);
    return store;
  };
  const enter = (tenant: Tenant<Config>): TenantScene => ({
    store: open(tenant, tenant.config),
    backDoor: tenant.backDoor,
    secrets: tenant.secrets,
    deadlineMs: tenant.context.transport.deadlineMs,
    openWrongly: () => open(tenant, tenant.wrongConfig),
  });
  try {
    const connector = harness.connector as Connector;
    await act({ connector, facts: setup.facts, first: enter(shop.first), second: enter(shop.second) });
  } finally {
    for (const store of opened) await store.close?.();
    await shop.stop();
  }
}
