import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, type Patience } from './agent';
import type { Environment } from './environments';
import { Merchant } from './merchant';
import { choosePlaces, type Places } from './places';
import { provision } from './provision';
import { Road } from './road';
import { startServer, type ServerOptions } from './server-process';
import { walletOf, type Wallet } from './wallet';

export interface Roads {
  readonly store: Road;
  readonly woocommerce: Road;
  readonly sandbox: Road;
  readonly stripe: Road;
}

export const everyRoad = (roads: Roads): readonly Road[] => Object.values(roads) as Road[];

/** An agent of one environment, with the means to pay there. */
export interface Shopper {
  readonly environment: Environment;
  readonly agent: Agent;
  readonly wallet: Wallet;
  /** Who sells to it. */
  readonly merchant: Merchant;
}

/** A shop, two payment services and a hub's data, with roads between; the hub itself is not running. */
export interface World {
  readonly places: Places;
  readonly roads: Roads;
  readonly patience: Patience;
  readonly shopperIn: (environment: Environment) => Shopper;
  /** How a hub is started here. @param settings further ones. */
  readonly hubWith: (settings: Readonly<Record<string, string>>) => ServerOptions;
  /** To be done before the world ends, last first. */
  onClose(close: () => Promise<void>): void;
}

/** Makes a world with a merchant who sells in those environments, lets `work` happen in it, and leaves nothing. */
export async function inWorld<Result>(
  environments: readonly Environment[],
  work: (world: World) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'acp-hub-chaos-'));
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const onClose = (close: () => Promise<void>): void => void closing.push(close);
  try {
    const places = await choosePlaces(folder);
    const { store, woocommerce, sandbox, stripe } = places;
    for (const server of await Promise.all([store, woocommerce, sandbox, stripe].map(startServer)))
      onClose(() => server.stop());
    const roads: Roads = {
      store: await Road.open(store.url),
      woocommerce: await Road.open(woocommerce.url),
      sandbox: await Road.open(sandbox.url),
      stripe: await Road.open(stripe.url),
    };
    for (const road of everyRoad(roads)) onClose(() => road.close());
    const hubWith = (settings: Readonly<Record<string, string>>): ServerOptions => ({
      file: places.hub.file,
      readyUrl: places.hub.readyUrl,
      environment: { ...places.hub.environment, ...settings },
    });
    const tokens = await withHubOnce(hubWith({}), () =>
      provision(places, environments, {
        store: roads.store.url,
        woocommerce: roads.woocommerce.url,
        sandbox: roads.sandbox.url,
        stripe: roads.stripe.url,
      }),
    );
    const patience: Patience = { answered: 0, cut: 0, putOff: 0 };
    const shopperIn = (environment: Environment): Shopper => {
      const token = tokens.get(environment);
      if (token === undefined) throw new RangeError(`Nobody sells with ${environment.name} here.`);
      const agent = new Agent(places.hub.url, token, patience);
      return {
        environment,
        agent,
        wallet: walletOf(environment, places),
        merchant: new Merchant(places, environment),
      };
    };
    return await work({ places, roads, patience, shopperIn, hubWith, onClose });
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

/** The database is made by a hub's first start. */
async function withHubOnce<Result>(options: ServerOptions, work: () => Promise<Result>): Promise<Result> {
  const hub = await startServer(options);
  try {
    return await work();
  } finally {
    await hub.stop();
  }
}
