import type { Crew } from './crew';
import { hubCommand } from './hub-cli';
import type { Ports } from './ports';
import { newAccess, seed } from './seed';
import type { describeServices } from './services';
import { type DemoState, readState, writePrivateJson } from './state';
import type { DemoStore, ShopAccess } from './stores/demo-store';

type Services = ReturnType<typeof describeServices>;

async function knowsToken(hub: string, token: string): Promise<boolean> {
  const response = await fetch(`${hub}/checkout_sessions/unknown`, {
    headers: { authorization: `Bearer ${token}`, 'api-version': '2026-04-17' },
  });
  await response.body?.cancel();
  return response.status !== 401;
}

/**
 * Brings up every server with merchants that hub and shop both know: those of last time when nothing moved and
 * the hub still knows them, else new ones, remembered in `stateFile`.
 */
export async function openMerchants(
  crew: Crew,
  store: DemoStore,
  services: Services,
  ports: Ports,
  stateFile: string,
): Promise<DemoState['merchants']> {
  const { store: storeUrl, otherStore, psp, inbox, hub } = services.urls;
  const places = JSON.stringify([store.id, storeUrl, otherStore, psp, inbox]);
  const before = readState(stateFile);
  const remembered = before?.places === places ? before.merchants : undefined;
  const runStore = async (shops: readonly ShopAccess[]) => {
    await Promise.all(store.services(shops).map((service) => crew.run(service)));
  };
  const fresh = store.shops.map((shop) => [shop, newAccess(shop)] as const);
  const freshAccess = fresh.map(([, access]) => access);
  // The shops are there before the hub hears of them: it looks at a new connection at once.
  await Promise.all([
    ...[services.psp, services.inbox, services.hub].map((service) => crew.run(service)),
    runStore(remembered ?? freshAccess),
  ]);
  const token = remembered?.[0]?.agents[0]?.token;
  if (remembered && token !== undefined && (await knowsToken(hub, token))) return remembered;

  if (remembered !== undefined) {
    for (const { name } of store.services(remembered)) await crew.dismiss(name);
    await runStore(freshAccess);
  }
  console.log('Opening the merchants’ accounts …');
  const command = hubCommand(services.hubCli.file, services.hubCli.environment);
  const seeded = await seed(command, fresh, services.urls);
  writePrivateJson(stateFile, { ports, places, merchants: seeded } satisfies DemoState);
  await store.connect(command, seeded);
  return seeded;
}
