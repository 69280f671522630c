import { Client } from 'pg';
import { figuresOf, median } from './figures';
import { fillSessions } from './fill-sessions';
import { embeddedDatabase, startHub, type Hub } from './hub/hub';
import { startLoad } from './load/load';
import { withResources } from './resources';

export interface GrowthBench {
  readonly small: Side;
  readonly large: Side;
  /** Requests a second with many sessions, by those with few; medians. */
  readonly ratio: number;
}

export interface Side {
  readonly sessions: number;
  /** Requests a second of each run. */
  readonly runs: readonly number[];
  readonly median: number;
  /** MB, resident, of the hub. */
  readonly rss: number;
}

const FEW = 10_000;
const RUNS = 5;
const RUN_SECONDS = 10;
const WARM_UP_SECONDS = 3;
/**
 * PostgreSQL writes a page whole into its log when it is first touched after a checkpoint, and keys are hashes: with a
 * million of them the first creations touch a new page each. Between two checkpoints that passes, and is not measured.
 */
const SETTLE_SECONDS = 30;

/** Creates sessions in a database that holds few and in one that holds `many`, in turns. */
export const benchGrowth = (many: number, tell: (line: string) => void): Promise<GrowthBench> =>
  withResources(async ({ folder, use }) => {
    const dataDir = await folder();
    const small = await use(await startHub({ dataDir }));
    const owner = (database?: string): string => embeddedDatabase(dataDir, 'postgres', database);
    await createDatabase(owner());
    const database = {
      url: embeddedDatabase(dataDir, 'acp_hub_app', 'grown'),
      ownerUrl: owner('grown'),
    };
    const large = await use(await startHub({ dataDir: await folder(), database }));
    const load = await use(startLoad());

    const create = async (hub: Hub, seconds: number): Promise<number> =>
      figuresOf([await load.run(hub, { operation: 'create', seconds })]).rps;
    tell('warming up …');
    await create(small, WARM_UP_SECONDS);
    await create(large, WARM_UP_SECONDS);
    tell(`storing ${FEW} and ${many} sessions …`);
    await fillSessions(owner(), FEW);
    await fillSessions(owner('grown'), many);
    tell('settling: new plans, and pages read for the first time …');
    await create(small, SETTLE_SECONDS);
    await create(large, SETTLE_SECONDS);

    const runs = { small: [] as number[], large: [] as number[] };
    for (let run = 1; run <= RUNS; run += 1) {
      runs.small.push(await create(small, RUN_SECONDS));
      runs.large.push(await create(large, RUN_SECONDS));
      tell(`run ${run}: ${runs.small.at(-1)} and ${runs.large.at(-1)} requests a second`);
    }
    const sideOf = (hub: Hub, sessions: number, rates: readonly number[]): Side => ({
      sessions,
      runs: rates,
      median: median(rates),
      rss: hub.rssMb(),
    });
    const sides = { small: sideOf(small, FEW, runs.small), large: sideOf(large, many, runs.large) };
    return { ...sides, ratio: Math.round((sides.large.median / sides.small.median) * 100) / 100 };
  });

async function createDatabase(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query('CREATE DATABASE grown');
  await client.end();
}
