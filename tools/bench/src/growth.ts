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
/** Creations in a run: a bound on how much the small side grows while it is measured. */
const PER_RUN = 2_000;
const LONGEST_RUN_SECONDS = 60;

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

    const create = async (hub: Hub): Promise<number> => {
      const slice = { operation: 'create', seconds: LONGEST_RUN_SECONDS, count: PER_RUN } as const;
      return figuresOf([await load.run(hub, slice)]).rps;
    };
    tell('warming up …');
    await create(small);
    await create(large);
    tell(`storing ${FEW} and ${many} sessions …`);
    await fillSessions(owner(), FEW);
    await fillSessions(owner('grown'), many);
    tell('settling: new plans, and pages read for the first time …');
    await create(small);
    await create(large);

    const runs = { small: [] as number[], large: [] as number[] };
    for (let run = 1; run <= RUNS; run += 1) {
      runs.small.push(await create(small));
      runs.large.push(await create(large));
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
