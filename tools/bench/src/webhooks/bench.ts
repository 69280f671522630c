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
  readonly hub: number;
  /** Of a loop that signs and sends, and does nothing else. */
  readonly bare: number;
  readonly ratio: number;
}

export interface Drain {
  readonly queued: number;
  readonly deadEndpoints: number;
  /** Deliveries a second to endpoints that answer, while none is dead, and while some are. */
  readonly alone: number;
  readonly besideDead: number;
  readonly ratio: number;
}

export interface WebhooksBench {
  readonly postgresql: { readonly rate: Rate; readonly drain?: Drain };
  readonly redis?: { readonly rate: Rate; readonly drain?: Drain };
}

export interface WebhooksOptions {
  /** Deliveries measured in each turn; there are two a side. */
  readonly deliveries: number;
  /** 0 leaves the drain out. */
  readonly queued: number;
  readonly tell: (line: string) => void;
}

const SECRET = 'whsec_bench_0123456789abcdef0123456789abcdef';
const WARM_UP = 1_000;

/** As long as the news of an order with one line. */
const BODY = JSON.stringify({ type: 'order_create', data: { filler: 'x'.repeat(2_500) } });

const ENDPOINTS = 100;

export async function benchWebhooks(options: WebhooksOptions): Promise<WebhooksBench> {
  const postgresql = await benchOn('postgresql', options);
  if (!redisIsInstalled()) {
    options.tell('redis: skipped, because redis-server is not installed');
    return { postgresql };
  }
  return { postgresql, redis: await benchOn('redis', options) };
}

const benchOn = (queues: 'postgresql' | 'redis', { deliveries, queued, tell }: WebhooksOptions) =>
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
    const rate = compare(harmonicMean(turns.hub), harmonicMean(turns.bare));
    tell(`${queues}: hub ${rate.hub}/s, bare ${rate.bare}/s, ratio ${rate.ratio.toFixed(2)}`);
    if (queued === 0) return { rate };
    return { rate, drain: await drain(queues, stock, endpoint.url, queued, tell) };
  });

/** The same deliveries to endpoints that answer: half of them before and half after, and all beside dead ones. */
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
  const toLive = Math.round((queued * live.length) / ENDPOINTS);
  const half = Math.round(toLive / 2);
  const alone: number[] = [];
  let besideDead = 0;
  for (const turn of ['alone', 'beside', 'alone'] as const) {
    tell(`${queues}: filling in …`);
    if (turn === 'alone') {
      await stock.fill(live, half);
      alone.push(half / (await stock.drain(live)));
    } else {
      await stock.fill(live, toLive);
      await stock.fill(dead, queued - toLive);
      besideDead = toLive / (await stock.drain(live));
      await stock.clear();
    }
  }
  const compared = compare(besideDead, harmonicMean(alone));
  const result = {
    queued,
    deadEndpoints: dead.length,
    alone: compared.bare,
    besideDead: compared.hub,
    ratio: compared.ratio,
  };
  tell(
    `${queues}: ${queued} queued, ${live.length} endpoints: ${result.alone}/s; ${dead.length} of ${ENDPOINTS} dead: ${result.besideDead}/s, ratio ${result.ratio.toFixed(2)}`,
  );
  return result;
}

const compare = (hub: number, bare: number): Rate => ({
  hub: Math.round(hub),
  bare: Math.round(bare),
  ratio: Math.round((hub / bare) * 100) / 100,
});

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
