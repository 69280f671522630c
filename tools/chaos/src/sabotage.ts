import { setTimeout as sleep } from 'node:timers/promises';
import { sandboxHeld, stripeFinal, type Environment } from './environments';
import { SABOTAGE_VARIABLE, STALL_VARIABLE } from './extension/messages';
import type { Sabotage } from './extension/sabotage';
import { DoomedHub } from './points/doomed-hub';
import type { KillPoint } from './points/kill-point';
import { pointScripts } from './points/point-scripts';
import { runTrials } from './points/trial';
import { Purchase } from './purchase';
import { settle } from './settle';
import type { Shopper, World } from './world';

/** Something that keeps a purchase to one charge and one order, and the purchase that needs it. */
export interface Proof {
  readonly sabotage: Sabotage;
  readonly takenOut: string;
  readonly how: string;
  readonly environment: Environment;
  /** Further ones of the hub. */
  readonly settings?: Readonly<Record<string, string>>;
  /** @returns what is wrong afterwards. */
  readonly attempt: (world: World, hub: DoomedHub, shopper: Shopper) => Promise<readonly string[]>;
}

const RECOVERY_MS = 12_000;
/** Longer than the hub waits for what an abandoned request may still do, and shorter than the lease below is renewed. */
const STALL_MS = 36_000;
const LONG_LEASE_MS = 10_000;

const [pays] = pointScripts;
if (pays === undefined) throw new Error('There is no script that just pays.');

const dieAt =
  (point: KillPoint) =>
  async (world: World, hub: DoomedHub, shopper: Shopper): Promise<readonly string[]> => {
    const { violations } = await runTrials(
      world,
      hub,
      [{ shopper, script: pays, point, again: false }],
      RECOVERY_MS,
    );
    return violations;
  };

const after = (step: string, operation: string): KillPoint => ({
  saga: 'sale',
  step,
  moment: 'answered',
  operation,
  call: 1,
  attempt: 1,
  run: 1,
});

async function payTogether(world: World, hub: DoomedHub, shopper: Shopper): Promise<readonly string[]> {
  await hub.obey([], []);
  const purchase = await Purchase.open(shopper);
  const pays = [purchase.pay(), purchase.pay(), purchase.pay()];
  await Promise.all([...pays, sleep(STALL_MS + RECOVERY_MS)]);
  const played = [{ purchase, script: 'pays three times at once', ends: ['completed'] }];
  return (await settle(world, played, RECOVERY_MS)).violations;
}

export const proofs: readonly Proof[] = [
  {
    sabotage: 'keys',
    takenOut: 'idempotency keys',
    how: 'killed when the authorization was answered: only its key finds it again',
    environment: sandboxHeld,
    attempt: dieAt(after('authorize', 'authorize')),
  },
  {
    sabotage: 'lookups',
    takenOut: 'look-ups',
    how: 'killed when a platform without keys had placed the order: only looking finds it again',
    environment: stripeFinal,
    attempt: dieAt(after('place', 'placeOrder')),
  },
  {
    sabotage: 'leases',
    takenOut: 'leases',
    how: 'the process that is to place the order stalls, and two more completes come: only the lease says that it lives',
    environment: stripeFinal,
    settings: { HUB_LEASE_MS: String(LONG_LEASE_MS), [STALL_VARIABLE]: String(STALL_MS) },
    attempt: payTogether,
  },
];

export interface ProofReport {
  readonly takenOut: string;
  readonly how: string;
  readonly environment: string;
  /** What the books said with everything in its place; must be nothing. */
  readonly sound: readonly string[];
  /** What they said without it; must be something. */
  readonly sabotaged: readonly string[];
}

/** Shows that the harness finds what it is there to find: sound as the hub is, red without what is taken out. */
export async function runProof(world: World, proof: Proof): Promise<ProofReport> {
  const { sabotage, takenOut, how, environment, settings: own = {}, attempt } = proof;
  const play = async (settings: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const hub = await DoomedHub.start(world, { ...own, ...settings });
    try {
      return await attempt(world, hub, world.shopperIn(environment));
    } finally {
      await hub.stop();
    }
  };
  const sound = await play({});
  const sabotaged = await play({ [SABOTAGE_VARIABLE]: sabotage });
  return { takenOut, how, environment: environment.name, sound, sabotaged };
}
