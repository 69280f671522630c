import type { FeedRenderer } from '../../src/feeds/ports';
import type { PublishOptions } from '../../src/feeds/publish-feed';
import { sampleProduct, sampleVariant } from '../support/catalogue-world';
import { feedReceiver } from '../support/feed-receiver';
import { MINUTE, openFeedScenes, type FeedScenes } from '../support/feed-scene';

let scenes: FeedScenes;
let world: FeedScenes['world'];
let feeds: FeedScenes['feeds'];
let real: FeedScenes['real'];
let renderer: FeedScenes['renderer'];
let scene: FeedScenes['scene'];
let isDue: FeedScenes['isDue'];
beforeAll(async () => {
  scenes = await openFeedScenes();
  ({ world, feeds, real, renderer, scene, isDue } = scenes);
}, 60_000);
afterAll(() => scenes.close());

/** As a worker does: what is due, and only that. */
const IN_TURN: PublishOptions = {};

const SOON = 5_000;

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
