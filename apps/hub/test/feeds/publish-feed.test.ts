import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTransport } from '@acp-hub/connector-http';
import { createDelivery } from '../../src/feeds/delivery/deliver-feed';
import { troubleOf, type FeedRenderer } from '../../src/feeds/ports';
import { WatchFeeds } from '../../src/feeds/watch-feeds';
import { createPublish } from '../../src/feeds/create-publish';
import type { PublishOptions } from '../../src/feeds/publish-feed';
import { FormatRenderer } from '../../src/feeds/render/format-renderer';
import type { FeedTarget } from '../../src/feeds/target';
import { newId } from '../../src/ids';
import { FeedRepository } from '../../src/persistence/feeds/feed-repository';
import {
  openCatalogueWorld,
  sampleProduct,
  sampleVariant,
  type CatalogueWorld,
} from '../support/catalogue-world';
import { feedFiles } from '../support/feed-files';
import { feedReceiver } from '../support/feed-receiver';

const MINUTE = 60_000;
const LEASE_MS = 60 * MINUTE;

const files = feedFiles();
const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true });
let world: CatalogueWorld;
let feeds: FeedRepository;
beforeAll(async () => {
  world = await openCatalogueWorld();
  feeds = new FeedRepository(world.directory, world.clock, LEASE_MS);
}, 60_000);
afterAll(async () => {
  await transport.close();
  files.remove();
  await world.close();
});

/** One packed line a product; what has no brand stays out. */
const renderer: FeedRenderer = {
  async render(_feed, entries, folder) {
    const lines: string[] = [];
    let excluded = 0;
    for await (const batch of entries)
      for (const { product } of batch)
        if (product.brand === undefined) excluded += 1;
        else lines.push(`${JSON.stringify({ id: product.id, variants: product.variants })}\n`);
    const path = join(folder, 'products.jsonl.gz');
    const bytes = gzipSync(lines.join(''));
    writeFileSync(path, bytes);
    return {
      files: [{ name: 'products.jsonl.gz', path, bytes: bytes.length }],
      tally: {
        listed: lines.length,
        warned: 0,
        excluded,
        reasons: excluded === 0 ? {} : { value_missing: excluded },
      },
    };
  },
  renderChanges: (...given) => real().renderChanges(...given),
  judge: async () => [],
};

const real = () => new FormatRenderer(async () => ({ name: 'Atlas', links: [] }), world.clock);

const products = (count: number) => Array.from({ length: count }, (_, index) => sampleProduct(`p${index}`));

async function scene(target: (folder: string) => FeedTarget = (path) => ({ kind: 'folder', path })) {
  const tenant = await world.addTenant();
  const feedId = newId('fed');
  const folder = join(files.folder, feedId);
  await feeds.add({
    tenantId: tenant.tenantId,
    connectionId: tenant.connectionId,
    ...{ feedId, name: 'chatgpt', format: 'openai', encoding: 'jsonl', options: {}, everyMinutes: 60 },
    target: target(folder),
    ...(target(folder).kind === 'feed_api' ? { format: 'acp' } : {}),
  });
  const where = await world.begin(tenant, 'changes');
  await world.storeAll(where, products(20));
  const publish = (with_: FeedRenderer = renderer, options: PublishOptions = { isWhole: true }) =>
    createPublish(
      feeds,
      {
        clock: world.clock,
        reader: world.reader,
        renderer: with_,
        deliver: createDelivery({
          allowPrivateAddresses: true,
          transport,
          clock: { now: world.clock.now, sleep: async () => undefined },
        }),
      },
      LEASE_MS,
    ).execute(tenant.tenantId, feedId, options);
  const standing = async () => (await feeds.list(tenant.tenantId))[0]!;
  return { tenant, feedId, folder, where, publish, standing };
}

/** As a worker does: what is due, and only that. */
const IN_TURN: PublishOptions = {};

const SOON = 5_000;

const isDue = async (feedId: string) => (await feeds.due(1_000)).some(({ id }) => id === feedId);

test('a feed is due when it is made, is delivered whole, and is due again after its time', async () => {
  const { tenant, feedId, folder, publish, standing } = await scene();
  expect(await isDue(feedId)).toBe(true);
  const run = await publish();
  expect(run).toMatchObject({ state: 'done', tally: { listed: 20, excluded: 0 } });
  expect(readdirSync(folder)).toEqual(['products.jsonl.gz']);
  expect(await standing()).toMatchObject({ lastListed: 20, deliveredAt: world.clock.now(), failures: 0 });
  expect(await isDue(feedId)).toBe(false);
  await expect(feeds.runs(tenant.tenantId, feedId, 10)).resolves.toEqual([run]);
  world.clock.advance(60 * MINUTE);
  expect(await isDue(feedId)).toBe(true);
});

test('a change of the catalogue is in the next feed, by Feed API too', async () => {
  const receiver = await feedReceiver();
  try {
    const { where, publish } = await scene(() => receiver.target);
    await expect(publish()).resolves.toMatchObject({ state: 'done' });
    expect(receiver.products.size).toBe(20);
    const soldOut = { stock: { status: 'out_of_stock', available: 0 } } as const;
    const changed = sampleProduct('p3', { variants: [sampleVariant('p3', soldOut)] });
    await world.storeAll(where, [changed, sampleProduct('late')]);
    await expect(publish()).resolves.toMatchObject({ state: 'done', tally: { listed: 21 } });
    expect(receiver.products.get('late')).toBeDefined();
    expect(receiver.products.get('p3')?.variants).toMatchObject([soldOut]);
  } finally {
    await receiver.close();
  }
});

test('a feed that shrinks suddenly is kept back until a person lets it go, once', async () => {
  const { tenant, feedId, folder, where, publish, standing } = await scene();
  await publish();
  const before = readFileSync(join(folder, 'products.jsonl.gz'));
  const { brand: _brand, ...unbranded } = sampleProduct('p0');
  await world.storeAll(
    where,
    products(5).map(({ id }) => ({ ...unbranded, id, variants: sampleProduct(id).variants })),
  );
  await expect(publish()).resolves.toMatchObject({
    state: 'held',
    tally: { listed: 15, excluded: 5, reasons: { value_missing: 5 } },
    error: expect.stringContaining(`hub feeds release ${feedId}`),
  });
  expect(readFileSync(join(folder, 'products.jsonl.gz'))).toEqual(before);
  expect(await standing()).toMatchObject({ lastListed: 20 });
  await expect(publish()).resolves.toMatchObject({ state: 'held' });
  await expect(feeds.release(tenant.tenantId, feedId)).resolves.toBe('released');
  expect(await isDue(feedId)).toBe(true);
  await expect(publish()).resolves.toMatchObject({ state: 'done' });
  expect(await standing()).toMatchObject({ lastListed: 15 });
  await world.storeAll(where, [], ['p10', 'p11', 'p12', 'p13']);
  await expect(publish()).resolves.toMatchObject({ state: 'held' });
});

test('a feed that loses a fifth goes out as ever', async () => {
  const { where, publish } = await scene();
  await publish();
  await world.storeAll(where, [], ['p0', 'p1', 'p2', 'p3']);
  await expect(publish()).resolves.toMatchObject({ state: 'done', tally: { listed: 16 } });
});

test('what cannot be delivered is tried again, later and later, and the last good feed stays', async () => {
  const { feedId, folder, publish, standing } = await scene((path) => ({
    kind: 'folder',
    path: `${path}/in`,
  }));
  writeFileSync(folder, 'a file where a folder should be');
  const waits: number[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    await expect(publish()).resolves.toMatchObject({
      state: 'failed',
      error: expect.stringContaining(folder),
    });
    waits.push((await standing()).nextAt!.getTime() - world.clock.now().getTime());
  }
  expect(waits).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE]);
  expect(await standing()).toMatchObject({ failures: 3 });
  expect(await isDue(feedId)).toBe(false);
});

test('a rendering that fails delivers nothing, and leaves nothing lying about', async () => {
  const { folder, publish } = await scene();
  let spool = '';
  const broken: FeedRenderer = {
    ...renderer,
    render: async (feed, entries, into) => {
      spool = into;
      await renderer.render(feed, entries, into);
      throw new Error('no room');
    },
  };
  await expect(publish(broken)).resolves.toMatchObject({
    state: 'failed',
    error: 'The feed could not be made: no room',
  });
  expect([existsSync(folder), existsSync(spool)]).toEqual([false, false]);
});

test('one process at a time publishes a feed, and one that died is followed', async () => {
  const { tenant, feedId, publish } = await scene();
  const others: unknown[] = [];
  const slow: FeedRenderer = {
    ...renderer,
    render: async (...given) => {
      others.push(await publish());
      return renderer.render(...given);
    },
  };
  await expect(publish(slow)).resolves.toMatchObject({ state: 'done' });
  expect(others).toEqual(['busy']);
  await feeds.claim(tenant.tenantId, feedId);
  await expect(publish()).resolves.toBe('busy');
  await world.rows('UPDATE hub.feeds SET claim_until = now() WHERE feed_id = $1', [feedId]);
  await expect(publish()).resolves.toMatchObject({ state: 'done' });
});

test('how to get in to a target is sealed, and another tenant sees no feed', async () => {
  const target = { kind: 'feed_api', url: 'https://agent.example/feeds/f', token: 'very-secret' } as const;
  const { tenant, feedId } = await scene(() => target);
  const [row] = await world.rows<{ all: string; target: Buffer }>(
    'SELECT f::text AS all, target FROM hub.feeds f WHERE feed_id = $1',
    [feedId],
  );
  expect(row!.all).not.toContain('very-secret');
  expect(row!.target.toString('latin1')).not.toContain('very-secret');
  await expect(feeds.list(tenant.tenantId)).resolves.toMatchObject([{ target }]);
  const other = await world.addTenant();
  await expect(feeds.list(other.tenantId)).resolves.toEqual([]);
  await expect(feeds.claim(other.tenantId, feedId)).resolves.toBeUndefined();
  await expect(feeds.release(other.tenantId, feedId)).resolves.toBe('unknown');
});

describe('a receiver that takes changes', () => {
  let receiver: Awaited<ReturnType<typeof feedReceiver>>;
  beforeEach(async () => {
    receiver = await feedReceiver();
  });
  afterEach(() => receiver.close());

  async function published() {
    const it = await scene(() => receiver.target);
    const turn = () => it.publish(real(), IN_TURN);
    await expect(turn()).resolves.toMatchObject({ state: 'done', kind: 'full' });
    receiver.state.requests.length = 0;
    return { ...it, turn };
  }
  const statusOf = (id: string) =>
    receiver.products
      .get(id)
      ?.variants.map(({ availability }) => (availability as { status: string }).status);
  const sent = () => receiver.state.requests.map(({ method, products: count }) => [method, count]);

  test('is told of a thousand changes in a few batches, once, a moment after the first', async () => {
    const { feedId, where, turn } = await published();
    expect(await isDue(feedId)).toBe(false);
    for (let page = 0; page < 20; page += 1)
      await world.storeAll(
        where,
        Array.from({ length: 50 }, (_, index) => sampleProduct(`new${page}-${index}`)),
      );
    expect(await isDue(feedId)).toBe(false);
    world.clock.advance(SOON);
    expect(await isDue(feedId)).toBe(true);
    await expect(turn()).resolves.toMatchObject({ state: 'done', kind: 'changes', tally: { listed: 1_000 } });
    expect(sent()).toEqual([...Array.from({ length: 5 }, () => ['PATCH', 200]), ['GET', 0]]);
    expect(receiver.products.size).toBe(1_020);
    expect(await isDue(feedId)).toBe(false);
    await expect(turn()).resolves.toBe('nothing');
  });

  test('loses what is deleted, and what a rule keeps out', async () => {
    const { where, turn } = await published();
    await world.storeAll(
      where,
      [sampleProduct('p1', { imageUrls: [], variants: [sampleVariant('p1', { imageUrls: [] })] })],
      ['p0'],
    );
    world.clock.advance(SOON);
    await expect(turn()).resolves.toMatchObject({ state: 'done', withdrawn: 2, tally: { excluded: 1 } });
    expect([statusOf('p0'), statusOf('p1'), statusOf('p2')]).toEqual([
      ['discontinued'],
      ['discontinued'],
      ['in_stock'],
    ]);
  });

  test('is told again after a crash in the middle, and misses nothing', async () => {
    const { tenant, feedId, where, turn } = await published();
    await world.storeAll(where, [sampleProduct('crashed')]);
    world.clock.advance(SOON);
    await feeds.claim(tenant.tenantId, feedId);
    expect(await isDue(feedId)).toBe(false);
    await world.rows('UPDATE hub.feeds SET claim_until = now() WHERE feed_id = $1', [feedId]);
    expect(await isDue(feedId)).toBe(true);
    await expect(turn()).resolves.toMatchObject({ kind: 'changes', state: 'done' });
    expect(receiver.products.has('crashed')).toBe(true);
  });

  test('is told of what changes while a run is under way by the next one', async () => {
    const { feedId, where, turn, publish } = await published();
    const late: FeedRenderer = {
      ...real(),
      judge: async () => [],
      render: async (...given) => {
        const rendered = await real().render(...given);
        await world.storeAll(where, [sampleProduct('meanwhile')]);
        return rendered;
      },
      renderChanges: (...given) => real().renderChanges(...given),
    };
    await expect(publish(late)).resolves.toMatchObject({ kind: 'full', state: 'done' });
    expect(receiver.products.has('meanwhile')).toBe(false);
    world.clock.advance(SOON);
    expect(await isDue(feedId)).toBe(true);
    await expect(turn()).resolves.toMatchObject({ kind: 'changes', state: 'done' });
    expect(receiver.products.has('meanwhile')).toBe(true);
  });

  test('that fails is left alone for its time, however much changes, and then told of all of it', async () => {
    const { feedId, where, turn } = await published();
    await world.storeAll(where, [sampleProduct('first')]);
    world.clock.advance(SOON);
    receiver.state.faults = [(response) => response.writeHead(400).end('{}')];
    await expect(turn()).resolves.toMatchObject({ kind: 'changes', state: 'failed' });
    await world.storeAll(where, [sampleProduct('second')]);
    world.clock.advance(MINUTE - 1);
    expect(await isDue(feedId)).toBe(false);
    world.clock.advance(1);
    await expect(turn()).resolves.toMatchObject({ state: 'done', tally: { listed: 2 } });
  });

  test('is not emptied by changes: a whole run looks first, is held, and changes wait with it', async () => {
    const { tenant, feedId, where, turn } = await published();
    await world.storeAll(where, [], ['p0', 'p1', 'p2', 'p3', 'p4']);
    world.clock.advance(SOON);
    await expect(turn()).resolves.toMatchObject({ kind: 'changes', state: 'held', withdrawn: 5 });
    await expect(turn()).resolves.toMatchObject({ kind: 'full', state: 'held' });
    await world.storeAll(where, [sampleProduct('p5', { title: 'Other' })]);
    world.clock.advance(SOON);
    expect(await isDue(feedId)).toBe(false);
    expect(sent()).toEqual([]);
    await feeds.release(tenant.tenantId, feedId);
    await expect(turn()).resolves.toMatchObject({ kind: 'full', state: 'done' });
    expect(statusOf('p0')).toEqual(['discontinued']);
  });

  test('is not told any more by a process that lost its claim, or is to stop', async () => {
    const { feedId, where, publish } = await published();
    await world.storeAll(where, [sampleProduct('stopped')]);
    world.clock.advance(SOON);
    const stop = new AbortController();
    const stopping: FeedRenderer = {
      ...renderer,
      renderChanges: async (...given) => {
        stop.abort(new Error('The hub stops.'));
        return real().renderChanges(...given);
      },
    };
    await expect(publish(stopping, { signal: stop.signal })).resolves.toBe('busy');
    expect(sent()).toEqual([]);
    expect(await isDue(feedId)).toBe(true);
  });
});

test('merchants take turns, and one who has feeds under way waits for them', async () => {
  await world.rows('DELETE FROM hub.feeds');
  const [one, other] = [await scene(), await scene()];
  const add = async (of: typeof one, hour: number) => {
    const feedId = newId('fed');
    const { tenantId, connectionId } = of.tenant;
    const definition = { ...(await of.standing()), tenantId, connectionId, feedId, name: feedId };
    await feeds.add(definition);
    await world.rows('UPDATE hub.feeds SET run_at = $2 WHERE feed_id = $1', [feedId, new Date(hour)]);
    return feedId;
  };
  await world.rows('UPDATE hub.feeds SET run_at = $1', [new Date(10)]);
  const [second, third] = [await add(one, 11), await add(one, 12)];
  await world.rows('UPDATE hub.feeds SET run_at = $2 WHERE feed_id = $1', [other.feedId, new Date(20)]);
  const order = async () => (await feeds.due(10)).map(({ id }) => id);
  expect(await order()).toEqual([one.feedId, other.feedId, second, third]);
  await feeds.claim(one.tenant.tenantId, one.feedId);
  expect(await order()).toEqual([other.feedId, second, third]);
});

test('a feed that is late, or held back, is counted at each look and told of once', async () => {
  await world.rows('DELETE FROM hub.feeds');
  const it = await scene();
  await it.publish();
  const counts: Record<string, number> = {};
  const told: string[] = [];
  const watch = new WatchFeeds(feeds, {
    count: (trouble, count) => (counts[trouble] = count),
    report: (trouble, { feedId }) => told.push(`${trouble} ${feedId}`),
  });
  const look = async () => {
    await watch.execute();
    return { ...counts, told: told.splice(0) };
  };
  world.clock.advance(90 * MINUTE - 1);
  expect(await look()).toEqual({ late: 0, held: 0, told: [] });
  world.clock.advance(1);
  expect(await look()).toEqual({ late: 1, held: 0, told: [`late ${it.feedId}`] });
  expect(await look()).toEqual({ late: 1, held: 0, told: [] });
  expect(troubleOf(await it.standing(), world.clock.now())).toBe('late');
  await world.storeAll(it.where, [], ['p0', 'p1', 'p2', 'p3', 'p4']);
  await it.publish();
  expect(await look()).toEqual({ late: 0, held: 1, told: [`held ${it.feedId}`] });
  expect(await look()).toEqual({ late: 0, held: 1, told: [] });
  await feeds.release(it.tenant.tenantId, it.feedId);
  await it.publish();
  expect(await look()).toEqual({ late: 0, held: 0, told: [] });
  world.clock.advance(90 * MINUTE);
  expect(await look()).toMatchObject({ told: [`late ${it.feedId}`] });
});

test('who publishes a feed that is disabled meanwhile loses its claim', async () => {
  const { tenant, feedId, publish } = await scene();
  const claimed = await feeds.claim(tenant.tenantId, feedId);
  expect(await feeds.renew(claimed!)).toBe(true);
  await feeds.disable(tenant.tenantId, feedId);
  expect(await feeds.renew(claimed!)).toBe(false);
  expect(await isDue(feedId)).toBe(false);
  await feeds.enable(tenant.tenantId, feedId);
  await world.rows('UPDATE hub.feeds SET claim_until = now() WHERE feed_id = $1', [feedId]);
  await expect(publish()).resolves.toMatchObject({ state: 'done' });
});
