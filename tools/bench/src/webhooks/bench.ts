import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { request } from 'undici';
import { freePort } from '../free-port';
import { embeddedDatabase, startHub, startWorker } from '../hub/hub';
import { sellOnce } from '../sell-once';
import { withResources } from '../resources';
import { startProcess } from '../running';
import type { BareSenderSettings } from './bare-sender';
import { OutboxStock } from './outbox-stock';
import { redisIsInstalled, startRedis } from './redis';

export interface Rate {
  /** Signed deliveries a second whose outcome is durable. */
  readonly deliveries_per_s: number;
  /** Of a loop that signs and sends, and does nothing else. */
  readonly bare_per_s: number;
  readonly ratio: number;
}

export interface Drain {
  /** Deliveries a second to endpoints that answer, while none is dead, and while one of a hundred is. */
  readonly healthy_per_s: number;
  readonly with_dead_per_s: number;
  readonly ratio: number;
}

export interface WebhooksBench {
  readonly postgres: Rate;
  readonly redis?: Rate;
  /** On the quicker of the queues there are. */
  readonly drain?: Drain;
}

export interface WebhooksOptions {
  /** Deliveries measured in each turn; there are two a side. */
  readonly deliveries: number;
  /** 0 leaves the drain out. */
  readonly queued: number;
  readonly tell: (line: string) => void;
}

const SECRET = 'whsec_bench_0123456789abcdef0123456789abcdef';
/** V8 still compiles a good part of a delivery after a thousand of them. */
const WARM_UP = 10_000;

/** As long as the news of an order with one line. */
const BODY = JSON.stringify({ type: 'order_create', data: { filler: 'x'.repeat(2_500) } });

const ENDPOINTS = 100;

/** What stands before the drain's turns: the first delivery to each endpoint is unlike all others. */
const DRAIN_WARM_UP = ENDPOINTS * 20;

export async function benchWebhooks(options: WebhooksOptions): Promise<WebhooksBench> {
  const redisHere = redisIsInstalled();
  const { rate: postgres, drain: onPostgres } = await benchOn('postgres', {
    ...options,
    queued: redisHere ? 0 : options.queued,
  });
  if (!redisHere) {
    options.tell('redis: skipped, because redis-server is not installed');
    return { postgres, ...(onPostgres && { drain: onPostgres }) };
  }
  const { rate: redis, drain } = await benchOn('redis', options);
  return { postgres, redis, ...(drain && { drain }) };
}

const benchOn = (
  queues: 'postgres' | 'redis',
  { deliveries, queued, tell }: WebhooksOptions,
): Promise<{ readonly rate: Rate; readonly drain?: Drain }> =>
  withResources(async ({ folder, use }) => {
    const hubKey = randomBytes(32);
    const environment = { HUB_ENCRYPTION_KEYS: `bench:${hubKey.toString('base64')}` };
    const dataDir = await folder();
    const hub = await use(await startHub({ dataDir, environment }));
    await sellOnce(hub);
    const ownerUrl = embeddedDatabase(dataDir, 'postgres');
    const stock = await use(await OutboxStock.open(ownerUrl, hubKey));
    const endpoint = await use(await startReceiver());
    const bare = await use(await startBareSender(endpoint.url));
    const redis = queues === 'redis' ? await use(await startRedis(await folder())) : undefined;
    const worker = await startWorker({
      dataDir: await folder(),
      database: { url: embeddedDatabase(dataDir, 'acp_hub_app'), ownerUrl },
      environment: { ...environment, ...(redis && { REDIS_URL: redis.url }) },
    });
    await use(worker);

    const [first] = await stock.addAgents([`${endpoint.url}/first`], SECRET);
    const agents = [first ?? ''];
    const hubRate = async (count: number): Promise<number> => {
      await stock.fill(agents, count);
      return count / (await stock.drain(agents));
    };
    await hubRate(WARM_UP);
    await bare.rate(WARM_UP);
    const turns = { hub: [] as number[], bare: [] as number[] };
    for (const side of ['hub', 'bare', 'bare', 'hub'] as const) {
      turns[side].push(side === 'hub' ? await hubRate(deliveries) : await bare.rate(deliveries * 2));
    }
    const [ours, theirs] = [harmonicMean(turns.hub), harmonicMean(turns.bare)];
    const rate = {
      deliveries_per_s: Math.round(ours),
      bare_per_s: Math.round(theirs),
      ratio: hundredths(ours / theirs),
    };
    tell(`${queues}: hub ${rate.deliveries_per_s}/s, bare ${rate.bare_per_s}/s, ratio ${rate.ratio}`);
    if (queued === 0) return { rate };
    return { rate, drain: await drain(queues, stock, endpoint.url, queued, tell) };
  });

/**
 * A queue as long as told, with one dead endpoint of a hundred, between two as long to the others alone: whatever grows
 * or warms up from one to the next weighs on neither side.
 */
async function drain(
  queues: string,
  stock: OutboxStock,
  url: string,
  queued: number,
  tell: (line: string) => void,
): Promise<Drain> {
  const live = await stock.addAgents(
    Array.from({ length: ENDPOINTS - 1 }, (_, index) => `${url}/agent-${index}`),
    SECRET,
  );
  const dead = await stock.addAgents([`${url}/dead`], SECRET);
  const count = Math.round((queued * live.length) / ENDPOINTS);
  await stock.fill(live, Math.min(DRAIN_WARM_UP, count));
  await stock.drain(live);
  const healthy: number[] = [];
  let withDead = 0;
  for (const turn of ['healthy', 'with_dead', 'healthy'] as const) {
    await stock.fill(live, count);
    if (turn === 'with_dead') await stock.fill(dead, queued - count);
    const rate = count / (await stock.drain(live));
    tell(`${queues}: ${count} to ${live.length} endpoints (${turn}): ${Math.round(rate)}/s`);
    if (turn === 'healthy') healthy.push(rate);
    else withDead = rate;
    await stock.clear();
  }
  const mean = harmonicMean(healthy);
  return {
    healthy_per_s: Math.round(mean),
    with_dead_per_s: Math.round(withDead),
    ratio: hundredths(withDead / mean),
  };
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** The rate of turns of equal size taken together. */
const harmonicMean = (rates: readonly number[]): number =>
  rates.length / rates.reduce((sum, rate) => sum + 1 / rate, 0);

async function startReceiver() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const running = await startProcess(join(__dirname, 'receiver.js'), { RECEIVER_PORT: String(port) }, url);
  return { ...running, url };
}

async function startBareSender(endpoint: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings: BareSenderSettings = { port, url: `${endpoint}/bare`, body: BODY, secret: SECRET };
  const running = await startProcess(
    join(__dirname, 'bare-sender.js'),
    { NODE_ENV: 'production', BARE_SENDER: JSON.stringify(settings) },
    url,
  );
  return {
    ...running,
    async rate(count: number): Promise<number> {
      const answer = await request(`${url}/?count=${count}`, { headersTimeout: 0, bodyTimeout: 0 });
      return count / ((await answer.body.json()) as { seconds: number }).seconds;
    },
  };
}
