import { troubleOf } from '../../src/feeds/feed';
import { WatchFeeds } from '../../src/feeds/watch-feeds';
import { MINUTE, openFeedScenes, type FeedScenes } from '../support/feed-scene';

let scenes: FeedScenes;
let world: FeedScenes['world'];
let feeds: FeedScenes['feeds'];
let scene: FeedScenes['scene'];
beforeAll(async () => {
  scenes = await openFeedScenes();
  ({ world, feeds, scene } = scenes);
}, 60_000);
afterAll(() => scenes.close());

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
