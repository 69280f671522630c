import { setTimeout as sleep } from 'node:timers/promises';
import type { Patience } from './agent';
import { HubUnderFire } from './hub-under-fire';
import { Purchase } from './purchase';
import { castOf, type Script } from './scripts';
import { look, settle, type Played, type Settled } from './settle';
import type { Shopper, World } from './world';

export interface FireOptions {
  /** They buy by turns. */
  readonly shoppers: readonly Shopper[];
  /** Further settings of the hub. */
  readonly settings: Readonly<Record<string, string>>;
  /** Purchases to begin, at least. */
  readonly purchases: number;
  /** Goes on beside the purchases, which are begun until it is over. */
  readonly disturbance?: (world: World) => Promise<void>;
  /** Leaves scripts out. */
  readonly fits: (script: Script) => boolean;
  /** How a purchase may end beside what its script says. */
  readonly alsoEnds?: readonly string[];
  readonly recoveryMs: number;
}

export interface FireReport extends Settled {
  readonly kills: number;
  readonly seconds: number;
  readonly patience: Patience;
}

const AT_ONCE = 8;
/** Longer than a lease: what a takeover still does wrong shows by then. */
const AFTERMATH_MS = 3_000;

/** Sells while the hub is killed again and again, lets it recover, and reads the books. */
export async function underFire(world: World, options: FireOptions): Promise<FireReport> {
  const began = Date.now();
  const before = { ...world.patience };
  const hub = await HubUnderFire.start(world.hubWith(options.settings));
  try {
    hub.openFire(() => world.patience.answered);
    const { played, unanswered } = await playAll(world, options);
    await hub.ceaseFire();
    await settle(world, played, options.recoveryMs);
    await sleep(AFTERMATH_MS);
    const settled = await look(world, played);
    const patience = since(before, world.patience);
    const violations = [...unanswered, ...settled.violations];
    return { ...settled, violations, kills: hub.kills, seconds: (Date.now() - began) / 1_000, patience };
  } finally {
    await hub.stop();
  }
}

const since = (before: Patience, now: Patience): Patience => ({
  answered: now.answered - before.answered,
  cut: now.cut - before.cut,
  putOff: now.putOff - before.putOff,
});

interface Fired {
  readonly played: readonly Played[];
  /** What agents gave up on. */
  readonly unanswered: readonly string[];
}

async function playAll(world: World, options: FireOptions): Promise<Fired> {
  const { shoppers, purchases, disturbance, fits, alsoEnds = [] } = options;
  let isDisturbed = disturbance !== undefined;
  const disturbing = (disturbance?.(world) ?? Promise.resolve()).finally(() => (isDisturbed = false));
  const casts = shoppers.map((shopper) => ({ shopper, cast: castFor(shopper, fits) }));
  const played: Played[] = [];
  const unanswered: string[] = [];
  let begun = 0;
  const buyOneAfterAnother = async (): Promise<void> => {
    while (begun < purchases || isDisturbed) {
      const turn = casts[begun % casts.length];
      begun += 1;
      const script = turn?.cast.next().value as Script | undefined;
      if (turn === undefined || script === undefined) throw new RangeError('Nobody is there to buy.');
      const purchase = await Purchase.open(turn.shopper);
      played.push({ purchase, script: script.name, ends: [...script.ends, ...alsoEnds] });
      await script.play(purchase).catch((error: Error) => unanswered.push(error.message));
    }
  };
  await Promise.all([disturbing, ...Array.from({ length: AT_ONCE }, buyOneAfterAnother)]);
  return { played, unanswered };
}

const castFor = ({ environment }: Shopper, fits: (script: Script) => boolean): Generator<Script> =>
  castOf((script) => fits(script) && !(script.sandboxOnly && environment.bank !== 'sandbox'));
