import { startBare } from './bare/bare';
import { measureShapes } from './bare/shapes';
import { figuresOf, type Figures } from './figures';
import { embeddedDatabase, POOL_SIZE, startHub } from './hub/hub';
import { startLoad, type Load, type SliceResult, type Target } from './load/load';
import { operations, type Operation } from './operations';
import { withResources } from './resources';
import { sellOnce } from './sell-once';

export interface Comparison {
  /** Requests a second of the hub, by those of the bare server. */
  readonly ratio: number;
  readonly hub: Figures;
  readonly bare: Figures;
}

export interface CheckoutBench {
  readonly operations: Readonly<Record<Operation, Comparison>>;
  /** MB, resident, after all of it. */
  readonly rss: { readonly hub: number; readonly bare: number };
}

/** The servers take turns in this order, so that what a noisy neighbour takes away it takes from both. */
const TURNS = ['hub', 'bare', 'bare', 'hub'] as const;
/**
 * Requests before anything is measured. V8 compiles what has run often, whatever time that took: until then the
 * server with more code would be measured while it is interpreted, and a slow machine would make it look worse.
 */
const WARM_UP = { create: 4_000, update: 4_000, get: 6_000, replay: 6_000, complete: 1_500 } as const;
const LONGEST_WARM_UP_SECONDS = 30;
/** Sales go faster than they did while warming up. */
const SPARE_SALES = 2;

/** @param seconds each server is measured for an operation. */
export const benchCheckout = (
  seconds: number,
  onDone: (operation: Operation, comparison: Comparison) => void,
): Promise<CheckoutBench> =>
  withResources(async ({ folder, use }) => {
    const dataDir = await folder();
    const hub = await use(await startHub({ dataDir }));
    const databaseUrl = embeddedDatabase(dataDir, 'postgres');
    const { id, ...answers } = await sellOnce(hub);
    const shapes = await measureShapes(databaseUrl, id, answers);
    const bare = await use(await startBare({ databaseUrl, poolSize: POOL_SIZE, shapes }));
    const load = await use(startLoad());

    const compared = {} as Record<Operation, Comparison>;
    for (const operation of operations) {
      compared[operation] = await compare(load, { hub, bare }, operation, seconds);
      onDone(operation, compared[operation]);
    }
    return { operations: compared, rss: { hub: hub.rssMb(), bare: bare.rssMb() } };
  });

async function compare(
  load: Load,
  targets: Readonly<Record<'hub' | 'bare', Target>>,
  operation: Operation,
  seconds: number,
): Promise<Comparison> {
  const slice = { operation, seconds: seconds / 2 };
  const sales = { hub: 0, bare: 0 };
  for (const side of ['hub', 'bare'] as const) {
    const target = targets[side];
    const count = WARM_UP[operation];
    await load.prepare(target, operation, count);
    const warmUp = { operation, seconds: LONGEST_WARM_UP_SECONDS, count };
    const { rps } = figuresOf([await load.run(target, warmUp)]);
    sales[side] = Math.ceil(rps * slice.seconds * SPARE_SALES);
  }
  const results: Record<'hub' | 'bare', SliceResult[]> = { hub: [], bare: [] };
  for (const side of TURNS) {
    await load.prepare(targets[side], operation, sales[side]);
    results[side].push(await load.run(targets[side], slice));
  }
  const hub = figuresOf(results.hub);
  const bare = figuresOf(results.bare);
  return { ratio: Math.round((hub.rps / bare.rps) * 100) / 100, hub, bare };
}
