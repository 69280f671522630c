import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currency, money } from '@acp-hub/commerce';
import type { FeedRenderer } from '../../src/feeds/ports';
import { newId } from '../../src/ids';
import { sampleProduct, sampleVariant } from '../support/catalogue-world';
import { feedReceiver } from '../support/feed-receiver';
import { MINUTE, openFeedScenes, products, type FeedScenes } from '../support/feed-scene';

let scenes: FeedScenes;
let world: FeedScenes['world'];
let feeds: FeedScenes['feeds'];
let renderer: FeedScenes['renderer'];
let scene: FeedScenes['scene'];
let isDue: FeedScenes['isDue'];
beforeAll(async () => {
  scenes = await openFeedScenes();
  ({ world, feeds, renderer, scene, isDue } = scenes);
}, 60_000);
afterAll(() => scenes.close());

test('a feed is due when it is made, is delivered whole, and is due again after its time', async () => {
  const { tenant, feedId, folder, publish, standing } = await scene();
  expect(await isDue(feedId)).toBe(true);
  const run = await publish();
  expect(run).toMatchObject({ state: 'done', tally: { listed: 20, excluded: 0 } });
  expect(readdirSync(folder)).toEqual(['products.jsonl']);
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
  const before = readFileSync(join(folder, 'products.jsonl'));
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
  expect(readFileSync(join(folder, 'products.jsonl'))).toEqual(before);
  expect(await standing()).toMatchObject({ lastListed: 20 });
  await expect(publish()).resolves.toMatchObject({ state: 'held' });
  await expect(feeds.release(tenant.tenantId, feedId)).resolves.toBe('released');
  expect(await isDue(feedId)).toBe(true);
  await expect(publish()).resolves.toMatchObject({ state: 'done' });
  expect(await standing()).toMatchObject({ lastListed: 15 });
  await world.storeAll(where, [], ['p10', 'p11', 'p12', 'p13']);
  await expect(publish()).resolves.toMatchObject({ state: 'held' });
});

test('who lets a feed go lets go what it would have held then, whatever happens until it is delivered', async () => {
  const { tenant, feedId, folder, where, publish } = await scene();
  await publish();
  await world.storeAll(where, [], ['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
  await expect(publish()).resolves.toMatchObject({ state: 'held', tally: { listed: 14 } });
  await feeds.release(tenant.tenantId, feedId);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'in the way');
  await expect(publish()).resolves.toMatchObject({ state: 'failed' });
  rmSync(folder);
  await world.storeAll(where, [], ['p6', 'p7', 'p8', 'p9', 'p10', 'p11']);
  await expect(publish()).resolves.toMatchObject({ state: 'held', tally: { listed: 8 } });
});

test('a catalogue that was never read to its end goes out nowhere, and is asked for again soon', async () => {
  const { tenant, folder, publish, standing } = await scene();
  await world.rows('UPDATE hub.catalog_syncs SET synced_to = NULL WHERE connection_id = $1', [
    tenant.connectionId,
  ]);
  await expect(publish()).resolves.toMatchObject({
    state: 'failed',
    error: expect.stringContaining('hub catalog status'),
  });
  expect(existsSync(folder)).toBe(false);
  await expect(publish(renderer, {})).resolves.toBe('nothing');
  expect((await standing()).nextAt!.getTime() - world.clock.now().getTime()).toBe(10_000);
  await world.haveRead(tenant);
  await expect(publish()).resolves.toMatchObject({ state: 'done', tally: { listed: 20 } });
});

test('a feed that goes elsewhere is held against nothing: it was never there', async () => {
  const { tenant, feedId, folder, where, publish } = await scene();
  await publish();
  await world.storeAll(where, [], ['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
  await expect(publish()).resolves.toMatchObject({ state: 'held' });
  const target = { kind: 'folder', path: `${folder}-new` } as const;
  await feeds.change(tenant.tenantId, feedId, { target, isElsewhere: true });
  await expect(publish()).resolves.toMatchObject({ state: 'done', tally: { listed: 14 } });
});

test('what a person asks for and a process dies of is followed by another', async () => {
  const { tenant, feedId, publish } = await scene();
  await publish();
  expect(await isDue(feedId)).toBe(false);
  await feeds.claim(tenant.tenantId, feedId, true);
  await world.rows('UPDATE hub.feeds SET claim_until = now() WHERE feed_id = $1', [feedId]);
  expect(await isDue(feedId)).toBe(true);
  await expect(publish(renderer, {})).resolves.toMatchObject({ kind: 'full', state: 'done' });
});

test.each([
  [30, 30],
  [5, 15],
  [90, 60],
])('a sale that ends in %i minutes has all told anew in %i', async (ends, again) => {
  const { tenant, where, publish, standing } = await scene();
  const now = world.clock.now().getTime();
  const salePriceUntil = new Date(now + ends * MINUTE).toISOString();
  const salePrice = money(100, currency('USD'));
  const variants = [sampleVariant('p3', { salePrice, salePriceUntil })];
  await world.storeAll(where, [sampleProduct('p3', { variants })]);
  for (const encoding of ['jsonl', 'parquet']) {
    await world.rows('UPDATE hub.feeds SET encoding = $2 WHERE tenant_id = $1', [tenant.tenantId, encoding]);
    await expect(publish(scenes.real())).resolves.toMatchObject({ state: 'done' });
    expect((await standing()).nextAt!.getTime() - now).toBe(again * MINUTE);
  }
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

test('what a process that died left behind goes after a day', async () => {
  const { publish } = await scene();
  const [old, fresh] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'acp-hub-feed-')));
  writeFileSync(join(old!, 'half'), 'x');
  const long = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(old!, long, long);
  await publish();
  expect([existsSync(old!), existsSync(fresh!)]).toEqual([false, true]);
  rmSync(fresh!, { recursive: true });
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

test('what a person asks for while a feed is published is published after it', async () => {
  const { tenant, feedId, publish, standing } = await scene();
  await publish();
  expect(await isDue(feedId)).toBe(false);
  const asking: FeedRenderer = {
    ...renderer,
    render: async (feed, entries, into) => {
      await feeds.change(tenant.tenantId, feedId, { options: { mapping: { defaultBrand: 'New' } } });
      return renderer.render(feed, entries, into);
    },
  };
  await expect(publish(asking)).resolves.toMatchObject({ state: 'done' });
  expect(await isDue(feedId)).toBe(true);
  expect((await standing()).options).toEqual({ mapping: { defaultBrand: 'New' } });
  await expect(publish()).resolves.toMatchObject({ state: 'done' });
  expect(await isDue(feedId)).toBe(false);
});

test('a feed that is released while it is looked at goes out the next time', async () => {
  const { tenant, feedId, where, publish } = await scene();
  await publish();
  await world.storeAll(where, [], ['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
  const releasing: FeedRenderer = {
    ...renderer,
    render: async (feed, entries, into) => {
      await feeds.release(tenant.tenantId, feedId);
      return renderer.render(feed, entries, into);
    },
  };
  await expect(publish(releasing)).resolves.toMatchObject({ state: 'held' });
  expect(await isDue(feedId)).toBe(true);
  await expect(publish()).resolves.toMatchObject({ state: 'done', tally: { listed: 14 } });
});
