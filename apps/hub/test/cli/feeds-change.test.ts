import { join } from 'node:path';
import { openCatalogueWorld, sampleProduct, type CatalogueWorld } from '../support/catalogue-world';
import { feedFiles } from '../support/feed-files';
import { feedReceiver } from '../support/feed-receiver';
import { commandLineOf } from '../support/operator';

const files = feedFiles();
let world: CatalogueWorld;
let hub: ReturnType<typeof commandLineOf>;
let receiver: Awaited<ReturnType<typeof feedReceiver>>;

beforeAll(async () => {
  receiver = await feedReceiver('right');
  world = await openCatalogueWorld();
  hub = commandLineOf(world.database);
  const where = await world.begin(await world.addTenant({ name: 'Atlas' }), 'changes');
  await world.storeAll(where, [sampleProduct('bag'), sampleProduct('cup')]);
}, 60_000);
beforeEach(async () => {
  await world.rows('DELETE FROM hub.feeds');
  const mapping = { defaultBrand: 'Own' };
  await hub([
    ...['feeds', 'add', '--name', 'agents', '--format', 'acp', '--every', '6h'],
    ...['--target', JSON.stringify({ ...receiver.target, token: 'wrong' })],
    ...['--options', JSON.stringify({ mapping, targetCountries: ['DE'] })],
  ]);
});
afterAll(async () => {
  files.remove();
  await receiver.close();
  await world.close();
});

const feed = async () => (await hub(['feeds', 'list', '--json'])).json()[0];

test('a token that was wrong is put right, and what went before is kept', async () => {
  expect(await hub(['feeds', 'run', 'agents'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('check the token'),
  });
  const before = await feed();
  const changed = await hub(['feeds', 'change', 'agents', '--target', '-'], JSON.stringify(receiver.target));
  expect(changed).toMatchObject({ code: 0, error: '' });
  expect(await hub(['feeds', 'run', 'agents'])).toMatchObject({ code: 0 });
  expect([...receiver.products.keys()]).toEqual(['bag', 'cup']);
  const after = await feed();
  expect(after).toMatchObject({ feed_id: before.feed_id, options: before.options, every_minutes: 360 });
  const history = (await hub(['feeds', 'history', 'agents', '--json'])).json();
  expect(history).toMatchObject([{ state: 'done' }, { state: 'failed' }]);
});

test('an interval and options are changed by themselves, and the feed is due at once', async () => {
  await hub(['feeds', 'change', 'agents', '--every', '30m']);
  await hub(['feeds', 'change', 'agents', '--options', '{"checkout": true}']);
  const changed = await feed();
  expect(changed).toMatchObject({
    every_minutes: 30,
    options: { checkout: true, targetCountries: ['DE'], mapping: { defaultBrand: 'Own' } },
    target: { place: receiver.target.url },
  });
  expect(Date.parse(changed.next_at)).toBeLessThanOrEqual(Date.now());
  const [row] = await world.rows<{ late_at: Date }>('SELECT late_at FROM hub.feeds');
  expect(row!.late_at.getTime()).toBeLessThan(Date.now() + 60 * 60_000);
});

test('a feed may go elsewhere, to a place of another kind', async () => {
  const folder = join(files.folder, 'elsewhere');
  await hub(['feeds', 'change', 'agents', '--folder', folder]);
  expect(await hub(['feeds', 'run', 'agents'])).toMatchObject({ code: 0 });
  expect((await feed()).target).toEqual({ kind: 'folder', place: folder });
  const rows = await world.rows('SELECT takes_changes FROM hub.feeds');
  expect(rows).toEqual([{ takes_changes: false }]);
});

test('two feeds in the protocol’s format, whose files are called alike, do not share a folder', async () => {
  const place = join(files.folder, 'one-place');
  const add = (name: string, format: string, folder: string) =>
    hub(['feeds', 'add', '--name', name, '--format', format, '--folder', folder]);
  const clash = {
    code: 1,
    error: expect.stringMatching(/^first puts its products\.jsonl .* give \w+ a folder of its own\.\n$/),
  };
  expect(await add('first', 'acp', place)).toMatchObject({ code: 0 });
  expect(await add('second', 'acp', `${place}/.`)).toMatchObject(clash);
  expect(await hub(['feeds', 'change', 'agents', '--folder', place])).toMatchObject(clash);
  expect(await add('flat', 'openai', place)).toMatchObject({ code: 0 });
  expect(await hub(['feeds', 'change', 'first', '--folder', place])).toMatchObject({ code: 0 });
});

test.each([
  [2, 'Say what to change', []],
  [2, 'one of --folder', ['--folder', 'f', '--download']],
  [1, 'every 5 minutes at most', ['--every', '1m']],
  [1, 'maping', ['--options', '{"maping": {}}']],
  [1, 'the options need mending', ['--options', '["checkout"]']],
  [1, 'target.token', ['--target', '{"kind": "feed_api", "url": "https://agent.example/feeds/f"}']],
] as const)('a mistake is told as such, and nothing is changed (%i): %s', async (code, words, parameters) => {
  const before = await feed();
  const answer = await hub(['feeds', 'change', 'agents', ...parameters]);
  expect(answer).toMatchObject({ code, error: expect.stringContaining(words) });
  expect(await feed()).toEqual(before);
});
