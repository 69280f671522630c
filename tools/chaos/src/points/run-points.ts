import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../environments';
import { watchedSagas } from '../extension/sagas';
import { look, settle, type Played } from '../settle';
import type { Shopper, World } from '../world';
import { DoomedHub } from './doomed-hub';
import { killPoints, stepsWithoutPoints } from './enumerate';
import { AFTERWARDS, pointName } from './kill-point';
import { pointScripts, type PointScript } from './point-scripts';
import { runRounds, type RoundsOptions } from './run-rounds';
import { playTogether, type Trial } from './trial';

export interface PointsReport {
  readonly environments: readonly EnvironmentReport[];
  readonly kills: number;
  readonly seconds: number;
  readonly violations: readonly string[];
}

export interface EnvironmentReport {
  readonly name: string;
  /** Kill points, by the step they are in. */
  readonly points: Readonly<Record<string, number>>;
  /** Purchases that died at a point, once or twice. */
  readonly runs: number;
}

export interface PointsOptions extends Omit<RoundsOptions, 'recoveryMs'> {
  /** One for each environment. */
  readonly shoppers: readonly Shopper[];
  readonly scripts?: readonly PointScript[];
  /** Purchases that die inside a step also die a second time, each in one environment. */
  readonly twice: boolean;
  /** What can be died in in several environments is died in in one of them, by turns. */
  readonly spread: boolean;
}

/** An order that may have been placed is not placed again before half a minute is over. */
const RECOVERY_MS = 120_000;
/** Longer than a lease: what a takeover still does wrong shows by then. */
const AFTERMATH_MS = 5_000;

/** Finds every point there is to die at, dies at each, and looks at the books afterwards. */
export async function runPoints(world: World, options: PointsOptions): Promise<PointsReport> {
  const began = Date.now();
  const hub = await DoomedHub.start(world);
  try {
    const { trials, played, violations } = await findTrials(world, hub, options);
    options.tell(`${trials.length} deaths ahead; ${violations.length} things wrong without any.`);
    const tried = await runRounds(world, hub, trials, { ...options, recoveryMs: RECOVERY_MS });
    played.push(...tried.played);
    violations.push(...tried.violations);
    await sleep(AFTERMATH_MS);
    violations.push(...(await look(world, played)).violations, ...hub.accidents);
    return {
      environments: options.shoppers.map(({ environment }) => reportOf(environment, trials)),
      kills: hub.kills,
      seconds: (Date.now() - began) / 1_000,
      violations: [...new Set(violations)],
    };
  } finally {
    await hub.stop();
  }
}

interface Found {
  readonly trials: readonly Trial[];
  readonly played: Played[];
  readonly violations: string[];
}

/** Plays every script unharmed, and takes the points from what the hub did. */
async function findTrials(world: World, hub: DoomedHub, options: PointsOptions): Promise<Found> {
  const { shoppers, scripts = pointScripts, twice, spread } = options;
  const plays = shoppers.flatMap((shopper) =>
    scripts.filter(fits(shopper)).map((script) => ({ shopper, script })),
  );
  const played = await playTogether(hub, plays, []);
  const { violations } = await settle(world, played, RECOVERY_MS);
  await sleep(AFTERMATH_MS);
  const tracesOf = (index: number) =>
    hub.traces.filter(({ sessionId }) => sessionId === played[index]?.purchase.sessionId);

  const trials: Trial[] = [];
  const uncovered: string[] = [];
  for (const shopper of shoppers) {
    const known = new Set<string>();
    const own = plays.flatMap((play, index) => (play.shopper === shopper ? [{ ...play, index }] : []));
    for (const { script, index } of own) {
      trials.push(
        ...killPoints(tracesOf(index), known).map((point) => ({ shopper, script, point, again: false })),
      );
    }
    const traces = own.flatMap(({ index }) => tracesOf(index));
    uncovered.push(
      ...watchedSagas.flatMap(({ name, stepsOf }) =>
        stepsWithoutPoints(name, stepsOf(shopper.environment), traces).map(
          (step) =>
            `No script leads through the step ${name}/${step} with ${shopper.environment.name}: ` +
            'write one in tools/chaos/src/points/point-scripts.ts.',
        ),
      ),
    );
  }
  const again = trials.filter(diesInside).map((trial) => ({ ...trial, again: true }));
  return {
    trials: inOrder([...(spread ? oneOfEach(trials) : trials), ...(twice ? oneOfEach(again) : [])]),
    played: [...played],
    violations: [...violations, ...uncovered],
  };
}

/** Of what is the same but for the environment one is left, by turns of each. */
function oneOfEach(trials: readonly Trial[]): readonly Trial[] {
  const alike = new Map<string, Trial[]>();
  for (const trial of trials) {
    const name = `${trial.script.name}: ${pointName(trial.point)}`;
    alike.set(name, [...(alike.get(name) ?? []), trial]);
  }
  return [...alike.values()].flatMap((group, turn) => group[turn % group.length] ?? []);
}

/** What waits for the same is tried together: what a platform without keys was asked is not clear for half a minute. */
const inOrder = (trials: readonly Trial[]): readonly Trial[] =>
  trials.toSorted((one, other) => Number(isLong(other)) - Number(isLong(one)));

const isLong = ({ shopper: { environment }, point }: Trial): boolean =>
  (environment.shop === 'woocommerce' || environment.placement === 'final') &&
  (point.step === 'place' || point.step.endsWith('/write_to_platform'));

const fits =
  ({ environment }: Shopper) =>
  ({ banks, shops }: PointScript): boolean =>
    (banks?.includes(environment.bank) ?? true) && (shops?.includes(environment.shop) ?? true);

/** What no saga does is not taken up where it stood. */
const diesInside = ({ point }: Trial): boolean =>
  point.saga !== AFTERWARDS && (point.moment === 'answered' || point.moment === 'on the way');

function reportOf({ name }: Environment, trials: readonly Trial[]): EnvironmentReport {
  const own = trials.filter(({ shopper }) => shopper.environment.name === name);
  const points: Record<string, number> = {};
  for (const { point, again } of own) {
    const step = `${point.saga}/${point.step}`;
    if (!again) points[step] = (points[step] ?? 0) + 1;
  }
  return { name, points, runs: own.length };
}
