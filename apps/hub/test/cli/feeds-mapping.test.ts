import { join } from 'node:path';
import { readFeedFile } from '../../../../packages/feed-formats/test/support/read-feed-file';
import { openCatalogueWorld, sampleProduct, type CatalogueWorld } from '../support/catalogue-world';
import { feedFiles } from '../support/feed-files';
import { commandLineOf } from '../support/operator';

const files = feedFiles();
let world: CatalogueWorld;
let hub: ReturnType<typeof commandLineOf>;

const attributes = [{ name: 'Farbton', value: 'Moosgrün' }];

beforeAll(async () => {
  world = await openCatalogueWorld();
  hub = commandLineOf(world.database);
  const where = await world.begin(await world.addTenant({ name: 'Atlas' }), 'changes');
  await world.storeAll(where, [
    sampleProduct('bag', { title: 'Bag', brand: 'Atlas', attributes, categories: ['Home', 'Bags'] }),
    sampleProduct('cup', { title: 'Cup', brand: 'Atlas', categories: [], furtherCategories: [['Sale']] }),
  ]);
  const feed = ['--format', 'openai', '--encoding', 'jsonl', '--options', '{"targetCountries":["DE"]}'];
  await hub(['feeds', 'add', '--name', 'chatgpt', '--folder', files.folder, ...feed]);
}, 60_000);
afterAll(async () => {
  files.remove();
  await world.close();
});

const mapping = {
  attributes: { color: ['Farbton'] },
  titleTemplate: '{brand} {product}',
  exclude: [{ because: 'Only in the shop.', itemIds: ['cup-1'] }],
};

const rows = async () => {
  expect((await hub(['feeds', 'run', 'chatgpt'])).code).toBe(0);
  return readFeedFile('jsonl', join(files.folder, 'chatgpt-0001.jsonl.gz'));
};

test('a mapping is tried on the catalogue before it is kept, and changes nothing until then', async () => {
  const tried = await hub([
    ...['feeds', 'mapping', 'preview', 'chatgpt', '--json'],
    ...['--mapping', JSON.stringify(mapping)],
  ]);
  expect(tried.json()).toMatchObject([
    {
      ...{ item_id: 'bag-1', status: expect.stringMatching(/^listed/) },
      in_the_feed: { title: 'Atlas Bag', color: 'Moosgrün' },
    },
    { item_id: 'cup-1', status: 'excluded', reasons: [{ code: 'excluded_by_merchant' }] },
  ]);
  const own = await hub(['feeds', 'mapping', 'preview', 'chatgpt', '--item', 'bag']);
  expect(own.out).toMatch(/^bag-1: listed/);
  expect(own.out).not.toContain('Moosgrün');
  expect((await hub(['feeds', 'mapping', 'show', 'chatgpt', '--json'])).json().titleTemplate).toBe('{title}');
  expect(await rows()).toHaveLength(2);
});

test('a mapping that is set is shown, keeps the other options, and is in the next feed', async () => {
  const lenient = { ...mapping, exclude: [] };
  const set = await hub(['feeds', 'mapping', 'set', 'chatgpt', '-'], JSON.stringify(lenient));
  expect(set).toMatchObject({ code: 0, error: '' });
  const shown = (await hub(['feeds', 'mapping', 'show', 'chatgpt', '--json'])).json();
  expect(shown).toMatchObject({ ...lenient, urlParameters: { utm_medium: 'feed' } });
  const [feed] = (await hub(['feeds', 'list', '--json'])).json();
  expect(feed.options).toEqual({ targetCountries: ['DE'], mapping: lenient });
  expect(Date.parse(feed.next_at)).toBeLessThanOrEqual(Date.now());
  expect(await rows()).toMatchObject([{ title: 'Atlas Bag', color: 'Moosgrün' }, { title: 'Atlas Cup' }]);
});

test('categories that no product is in are warned of, with those that there are', async () => {
  const vain = {
    categories: [
      { from: ['home', 'Bags'], to: 'Luggage & Bags' },
      { from: ['Home', 'Bgas'], to: 'Luggage & Bags' },
    ],
    exclude: [{ because: 'So.', category: ['Local'] }],
  };
  const error =
    'mapping.categories.1.from: no product is in Home > Bgas.\n' +
    'mapping.exclude.0.category: no product is in Local.\n' +
    'The shop has: Home > Bags, Sale.\n';
  const tried = await hub([
    ...['feeds', 'mapping', 'preview', 'chatgpt', '--json'],
    ...['--mapping', JSON.stringify(vain)],
  ]);
  expect(tried).toMatchObject({ code: 0, error });
  expect(tried.json()).toHaveLength(2);
  expect(await hub(['feeds', 'mapping', 'set', 'chatgpt', '-'], JSON.stringify(vain))).toMatchObject({
    code: 0,
    error,
  });
  expect(await hub(['feeds', 'mapping', 'set', 'chatgpt', '{}'])).toMatchObject({ code: 0, error: '' });
});

test.each([
  ['set', { titleTemplate: '{name}' }, 'mapping.titleTemplate: may use {title}'],
  ['set', { exclude: [{ because: 'So.' }] }, 'mapping.exclude.0: names no condition'],
  ['preview', { categories: [{ from: [], to: 'Home' }] }, 'mapping.categories.0.from'],
  ['set', { atributes: {} }, 'atributes'],
])('a mistake is told by its place (%s): %j', async (command, given, words) => {
  const json = JSON.stringify(given);
  const parameters = command === 'set' ? [json] : ['--mapping', json];
  const before = (await hub(['feeds', 'mapping', 'show', 'chatgpt'])).out;
  const answer = await hub(['feeds', 'mapping', command, 'chatgpt', ...parameters]);
  expect(answer).toMatchObject({ code: 1, error: expect.stringContaining(words) });
  expect((await hub(['feeds', 'mapping', 'show', 'chatgpt'])).out).toBe(before);
});

test('what is not there is named', async () => {
  await expect(hub(['feeds', 'mapping', 'show', 'none'])).resolves.toMatchObject({
    ...{ code: 1, error: expect.stringContaining('hub feeds list') },
  });
  await expect(hub(['feeds', 'mapping', 'preview', 'chatgpt', '--item', 'none'])).resolves.toMatchObject({
    ...{ code: 1, error: expect.stringContaining('The catalogue has no none') },
  });
});
