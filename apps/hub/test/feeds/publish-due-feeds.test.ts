import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PublishDueFeeds } from '../../src/feeds/publish-due-feeds';
import { shop } from '../support/extension';
import { feedFiles } from '../support/feed-files';
import { hubWorld } from '../support/hub-world';
import { commandLineOf } from '../support/operator';

const files = feedFiles();
afterAll(() => files.remove());

test('a running hub publishes a feed as soon as it is set up', async () => {
  const environment = { HUB_CATALOG_FULL_HOURS: '24' };
  const world = await hubWorld({ connector: shop.connector, environment });
  try {
    await world.merchant('atlas');
    const hub = commandLineOf(world.database);
    const folder = join(files.folder, 'out');
    const add = ['feeds', 'add', '--name', 'soon', '--format', 'google', '--folder', folder];
    await expect(hub(add)).resolves.toMatchObject({ code: 0 });
    const history = async () => (await hub(['feeds', 'history', 'soon', '--json'])).json() as unknown[];
    for (let tries = 0; tries < 300 && (await history()).length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await history()).toMatchObject([{ state: 'done' }]);
    expect(existsSync(join(folder, 'soon-0001.tsv.gz'))).toBe(true);
  } finally {
    await world.close();
  }
});

test('no more feeds are queued than there is room for', async () => {
  const queued: string[] = [];
  const due = async (most: number) => ['a', 'b', 'c'].slice(0, most).map((id) => ({ tenantId: 't', id }));
  const queue = (room: number) => ({
    room: async () => room,
    publishSoon: async (feeds: readonly { id: string }[]) => void queued.push(...feeds.map(({ id }) => id)),
  });
  await new PublishDueFeeds({ due }, queue(0)).execute();
  expect(queued).toEqual([]);
  await new PublishDueFeeds({ due }, queue(2)).execute();
  expect(queued).toEqual(['a', 'b']);
});
