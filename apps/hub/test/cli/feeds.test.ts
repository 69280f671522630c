import { itemId } from '@acp-hub/commerce';
import { encodingsOf, feedFormats } from '@acp-hub/feed-formats';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFeedFile } from '../../../../packages/feed-formats/test/support/read-feed-file';
import {
  openCatalogueWorld,
  sampleProduct,
  sampleVariant,
  type CatalogueWorld,
} from '../support/catalogue-world';
import { feedFiles } from '../support/feed-files';
import { commandLineOf } from '../support/operator';
import { sshdIsInstalled, startSftpServer } from '../support/sftp-server';

const files = feedFiles();
let world: CatalogueWorld;
let hub: ReturnType<typeof commandLineOf>;
let where: Awaited<ReturnType<CatalogueWorld['begin']>>;

const LISTED = Array.from({ length: 10 }, (_, index) => `p${index}`);
const unseen = { imageUrls: [], variants: [sampleVariant('unseen', { imageUrls: [] })] };

beforeAll(async () => {
  world = await openCatalogueWorld();
  hub = commandLineOf(world.database);
  const tenant = await world.addTenant({ name: 'Atlas' });
  where = await world.begin(tenant, 'changes');
}, 60_000);
beforeEach(async () => {
  await world.rows('DELETE FROM hub.feeds');
  await world.storeAll(where, [...LISTED.map((id) => sampleProduct(id)), sampleProduct('unseen', unseen)]);
});
afterAll(async () => {
  files.remove();
  await world.close();
});

const kinds = feedFormats.flatMap((format) => encodingsOf[format].map((encoding) => ({ format, encoding })));

const idIn = (record: Record<string, unknown>): unknown => record.item_id ?? record.id;

async function addFeed(name: string, ...more: readonly string[]): Promise<string> {
  const folder = join(files.folder, name);
  const { code, error, json } = await hub([
    ...['feeds', 'add', '--name', name, '--folder', folder, '--json'],
    ...more,
  ]);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(json()).toMatchObject({ feed_id: expect.stringMatching(/^fed_/), name });
  return folder;
}

test.each(kinds)('$format as $encoding is published into a folder and read back', async (kind) => {
  const { format, encoding } = kind;
  const name = `${format}-${encoding}`;
  const folder = await addFeed(name, '--format', format, '--encoding', encoding);
  const { code, json } = await hub(['feeds', 'run', name, '--json']);
  expect(code).toBe(0);
  expect(json()).toMatchObject({ state: 'done', listed: 10, excluded: 1, reasons: { value_missing: 1 } });
  const [file, ...others] = readdirSync(folder).filter((each) => each !== 'metadata.json');
  expect([others, existsSync(join(folder, 'metadata.json'))]).toEqual([[], format === 'acp']);
  const records = await readFeedFile(encoding, join(folder, file!));
  const ids = LISTED.map((id) => (format === 'acp' ? id : `${id}-1`));
  expect(records.map(idIn)).toEqual(ids);
});

test('a feed is listed with where it goes, and never with how to get in', async () => {
  const hostKey = `SHA256:${'A'.repeat(43)}`;
  const target = { kind: 'sftp', host: 'sftp.example', username: 'atlas', password: 'very-secret', hostKey };
  const added = await hub(
    ['feeds', 'add', '--name', 'away', '--format', 'openai', '--every', '6h', '--target', '-'],
    JSON.stringify(target),
  );
  expect(added).toMatchObject({ code: 0, error: '' });
  const { out, json } = await hub(['feeds', 'list', '--json']);
  expect(json()).toMatchObject([
    {
      ...{ name: 'away', format: 'openai', encoding: 'parquet', every_minutes: 360, delivered_at: null },
      target: { kind: 'sftp', place: 'sftp://atlas@sftp.example:22/.' },
    },
  ]);
  const plain = await hub(['feeds', 'list']);
  expect(plain.out).toMatch(/away .*openai \(parquet\)/);
  expect(out + plain.out + added.out).not.toContain('very-secret');
});

test('a run tells how far it is on standard error, and its outcome alone on standard output', async () => {
  await addFeed('watched', '--format', 'openai');
  const machine = await hub(['feeds', 'run', 'watched', '--json']);
  expect(machine.json()).toMatchObject({ state: 'done' });
  const [line] = machine.error.split('\n');
  expect(JSON.parse(line!)).toEqual({
    progress: { feed: 'watched', stage: 'render', done: 11, total: 11, of: 'products' },
  });
  const person = await hub(['feeds', 'run', 'watched']);
  expect(person.error).toBe('watched: rendering: 11 of 11 products (100%)\n');
});

test('a disabled feed is not waited for', async () => {
  await addFeed('asleep', '--format', 'openai');
  await hub(['feeds', 'disable', 'asleep']);
  const { code, error } = await hub(['feeds', 'run', 'asleep']);
  expect({ code, error }).toEqual({
    code: 1,
    error: 'asleep is disabled; let it go on with: hub feeds enable asleep\n',
  });
});

test('a feed that shrinks is held, told of, released and then goes out', async () => {
  const folder = await addFeed('shrinking', '--format', 'openai', '--encoding', 'jsonl');
  await hub(['feeds', 'run', 'shrinking']);
  await world.storeAll(where, [], LISTED.slice(0, 5));
  const held = await hub(['feeds', 'run', 'shrinking']);
  expect(held.code).toBe(1);
  expect(held.error).toContain('hold 5 items, after 10');
  const path = join(folder, 'shrinking-0001.jsonl.gz');
  expect(await readFeedFile('jsonl', path)).toHaveLength(10);
  await expect(hub(['feeds', 'release', 'shrinking'])).resolves.toMatchObject({ code: 0 });
  await expect(hub(['feeds', 'run', 'shrinking'])).resolves.toMatchObject({ code: 0 });
  expect(await readFeedFile('jsonl', path)).toHaveLength(5);
  const history = (await hub(['feeds', 'history', 'shrinking', '--json'])).json();
  expect(history).toMatchObject([
    { state: 'done', listed: 5 },
    { state: 'held', listed: 5, error: expect.stringContaining('hub feeds release') },
    { state: 'done', listed: 10 },
  ]);
  expect((await hub(['feeds', 'history'])).out).toMatch(/held +5/);
});

test('explain says what keeps an item out and what to do, before there are feeds and after', async () => {
  const { code, out, json } = await hub(['feeds', 'explain', 'unseen-1', '--json']);
  expect(code).toBe(0);
  const everyFormat = json() as { format: string; items: unknown[] }[];
  expect(everyFormat.map(({ format }) => format)).toEqual(feedFormats);
  for (const { items } of everyFormat)
    expect(items).toMatchObject([{ item_id: 'unseen-1', status: 'excluded' }]);
  expect(out).toContain('Fill the picture in at your shop');

  await addFeed('chatgpt', '--format', 'openai');
  const rules = { exclude: [{ because: 'Only in the shop.', itemIds: ['p1-1'] }] };
  await addFeed('other', '--format', 'acp', '--options', JSON.stringify({ mapping: rules }));
  const plain = await hub(['feeds', 'explain', 'p1-1']);
  expect(plain.out).toMatch(/p1-1 +chatgpt +listed/);
  expect(plain.out).toMatch(/p1-1 +other +kept out .*Only in the shop/);
  const one = (await hub(['feeds', 'explain', 'p1', '--feed', 'other', '--json'])).json();
  expect(one).toMatchObject([{ feed: 'other', items: [{ item_id: 'p1-1', status: 'excluded' }] }]);
});

test('explain begins with what keeps an item out, and calls a warning one', async () => {
  const url = 'http://shop.example/p/unseen';
  await world.storeAll(where, [sampleProduct('unseen', { ...unseen, url })]);
  await addFeed('chatgpt', '--format', 'openai');
  const { out } = await hub(['feeds', 'explain', 'unseen-1']);
  const [, ...rows] = out.trim().split('\n');
  expect(rows).toEqual([
    expect.stringMatching(/unseen-1 +chatgpt +kept out +It has no picture\./),
    expect.stringMatching(/unseen-1 +chatgpt +and a warning +The address of .* http:/),
  ]);
});

test('explain names one item of many, or all of their product', async () => {
  const variants = ['s', 'l'].map((size) =>
    sampleVariant('shirt', { id: itemId(`shirt-${size}`), options: [{ name: 'Size', value: size }] }),
  );
  await world.storeAll(where, [sampleProduct('shirt', { variants })]);
  await addFeed('chatgpt', '--format', 'openai');
  const idsOf = async (id: string) => {
    const [feed] = (await hub(['feeds', 'explain', id, '--json'])).json() as {
      items: { item_id: string }[];
    }[];
    return feed?.items.map((item) => item.item_id);
  };
  await expect(idsOf('shirt-l')).resolves.toEqual(['shirt-l']);
  await expect(idsOf('shirt')).resolves.toEqual(['shirt-s', 'shirt-l']);
  await world.storeAll(where, [], ['shirt']);
  await expect(hub(['feeds', 'explain', 'shirt'])).resolves.toMatchObject({
    code: 1,
    error: expect.stringContaining('not on sale any more'),
  });
});

test.each([
  [2, '--folder, --target or --download', ['--name', 'a', '--format', 'openai']],
  [2, 'such as 30m', ['--name', 'a', '--format', 'openai', '--folder', 'f', '--every', 'daily']],
  [1, 'every 5 minutes at most', ['--name', 'a', '--format', 'openai', '--folder', 'f', '--every', '1m']],
  [1, 'small letters', ['--name', '../a', '--format', 'openai', '--folder', 'f']],
  [1, 'format', ['--name', 'a', '--format', 'bing', '--folder', 'f']],
  [1, 'tsv, rss, not as csv', ['--name', 'a', '--format', 'google', '--encoding', 'csv', '--folder', 'f']],
  [1, 'maping', ['--name', 'a', '--format', 'acp', '--folder', 'f', '--options', '{"maping": {}}']],
  [
    1,
    'target.privateKey: takes the key itself',
    [
      ...['--name', 'a', '--format', 'openai', '--target'],
      '{"kind": "sftp", "host": "sftp.example", "username": "u", "privateKey": "/home/u/.ssh/id_ed25519"}',
    ],
  ],
  [
    1,
    'check host and port',
    [
      ...['--name', 'a', '--format', 'openai', '--target'],
      '{"kind": "sftp", "host": "127.0.0.1", "port": 1, "username": "u", "password": "p"}',
    ],
  ],
  [
    1,
    'takes the format acp',
    [
      ...['--name', 'a', '--format', 'openai', '--encoding', 'jsonl', '--target'],
      '{"kind": "feed_api", "url": "https://agent.example/feeds/f", "token": "t"}',
    ],
  ],
] as const)('a mistake is told as such (%i): %s', async (code, words, parameters) => {
  const answer = await hub(['feeds', 'add', ...parameters]);
  expect(answer).toMatchObject({ code, error: expect.stringContaining(words) });
  await expect(world.rows('SELECT FROM hub.feeds')).resolves.toEqual([]);
});

test('what is not there is named', async () => {
  await addFeed('here', '--format', 'acp');
  const again = ['feeds', 'add', '--name', 'here', '--format', 'acp', '--folder', 'f'];
  for (const parameters of [
    again,
    ['feeds', 'run', 'none'],
    ['feeds', 'release', 'none'],
    ['feeds', 'explain', 'none'],
  ])
    await expect(hub(parameters)).resolves.toMatchObject({
      code: 1,
      error: expect.stringMatching(/already|hub feeds list|hub catalog/),
    });
});

test('a feed is disabled, enabled and removed; what was delivered stays', async () => {
  const folder = await addFeed('switched', '--format', 'openai', '--encoding', 'jsonl');
  await hub(['feeds', 'run', 'switched']);
  await expect(hub(['feeds', 'disable', 'switched'])).resolves.toMatchObject({ code: 0 });
  await expect(hub(['feeds', 'enable', 'switched'])).resolves.toMatchObject({ code: 0 });
  const [enabled] = (await hub(['feeds', 'list', '--json'])).json() as {
    disabled: boolean;
    next_at: string;
  }[];
  expect(enabled!.disabled).toBe(false);
  expect(Date.parse(enabled!.next_at)).toBeLessThanOrEqual(Date.now());
  await hub(['feeds', 'disable', 'switched']);
  expect((await hub(['feeds', 'list', '--json'])).json()).toMatchObject([{ disabled: true, trouble: null }]);
  await expect(hub(['feeds', 'remove', 'switched'])).resolves.toMatchObject({ code: 0 });
  expect((await hub(['feeds', 'list', '--json'])).json()).toEqual([]);
  expect(existsSync(join(folder, 'switched-0001.jsonl.gz'))).toBe(true);
});

(sshdIsInstalled ? test : test.skip)(
  'an SFTP server without a pinned key is refused with the key it shows, and taken on first use when told so',
  async () => {
    const server = await startSftpServer();
    try {
      const { hostKey, ...target } = server.target;
      const add = ['feeds', 'add', '--name', 'first-use', '--format', 'google', '--target', '-'];
      const refused = await hub(add, JSON.stringify(target));
      expect(refused.code).toBe(1);
      expect(refused.error).toContain(`"hostKey": "${hostKey}"`);
      await expect(hub([...add, '--trust-host-key'], JSON.stringify(target))).resolves.toMatchObject({
        code: 0,
      });
      await expect(hub(['feeds', 'run', 'first-use'])).resolves.toMatchObject({ code: 0 });
      expect(readdirSync(server.root)).toEqual(['first-use-0001.tsv.gz']);
    } finally {
      await server.stop();
    }
  },
);
