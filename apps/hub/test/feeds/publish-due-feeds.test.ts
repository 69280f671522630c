import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedRun } from '../../src/feeds/ports';
import { PublishDueFeeds } from '../../src/feeds/publish-due-feeds';
import { shop } from '../support/extension';
import { feedFiles } from '../support/feed-files';
import { hubWorld } from '../support/hub-world';
import { commandLineOf } from '../support/operator';

const failedRun = (feedId: string): FeedRun => ({
  ...{ runId: 'pub_1', feedId, state: 'failed', error: 'no room', bytes: 0 },
  tally: { listed: 0, warned: 0, excluded: 0, reasons: {} },
  startedAt: new Date(0),
  finishedAt: new Date(0),
});

const files = feedFiles();
afterAll(() => files.remove());

test('a running hub publishes a feed as soon as it is set up', async () => {
  const world = await hubWorld({ connector: shop.connector });
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

test('a feed that another process has keeps none behind it waiting, and a failure is told of', async () => {
  const due = ['busy', 'next', 'later'].map((id) => ({ tenantId: 't', id }));
  const asked: string[] = [];
  const told: string[][] = [];
  const execute = async (_tenant: string, id: string): Promise<FeedRun | 'busy'> => {
    asked.push(id);
    return id === 'busy' ? 'busy' : failedRun(id);
  };
  await new PublishDueFeeds({ due: async () => due }, { execute }, (...facts) => told.push(facts)).execute();
  expect(asked).toEqual(['busy', 'next']);
  expect(told).toEqual([['t', 'next', 'failed', 'no room']]);
});
