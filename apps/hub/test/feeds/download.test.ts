import { writeFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APP_FILTER } from '@nestjs/core';
import { request } from 'undici';
import { readFeedFile } from '../../../../packages/feed-formats/test/support/read-feed-file';
import { AcpErrorFilter } from '../../src/acp/error.filter';
import { deliverForDownload } from '../../src/feeds/delivery/deliver-for-download';
import { DownloadController } from '../../src/feeds/downloads/download.controller';
import { DownloadLinks, type DownloadFile } from '../../src/feeds/downloads/download-links';
import { FindDownload } from '../../src/feeds/downloads/find-download';
import { KeptFeeds } from '../../src/feeds/downloads/kept-feeds';
import { FeedRepository } from '../../src/persistence/feeds/feed-repository';
import { KeyRing } from '../../src/persistence/key-ring';
import { openLinkSecret } from '../../src/persistence/link-secret';
import { LEASE_MS, openCatalogueWorld, sampleProduct, type CatalogueWorld } from '../support/catalogue-world';
import { feedFiles } from '../support/feed-files';
import { listen } from '../support/http-app';
import { commandLineOf } from '../support/operator';

interface Urls {
  readonly feed_id: string;
  readonly expires_at: string;
  readonly files: readonly { readonly file: string; readonly url: string }[];
}

const HOUR = 3_600_000;
const scratch = feedFiles();
const kept = new KeptFeeds(join(scratch.folder, 'downloads'));
let world: CatalogueWorld;
let server: Awaited<ReturnType<typeof listen>>;
let hub: ReturnType<typeof commandLineOf>;
let links: DownloadLinks;
let where: Awaited<ReturnType<CatalogueWorld['begin']>>;
let tenantId: string;
let shifted = 0;

beforeAll(async () => {
  world = await openCatalogueWorld();
  const ring = new KeyRing([{ id: 'test', key: Buffer.alloc(32, 7) }]);
  const key = (await openLinkSecret(world.database.pool, ring)).derive('downloads');
  const clock = { now: () => new Date(Date.now() + shifted) };
  const feeds = new FeedRepository(world.directory, clock, LEASE_MS);
  const find = () => new FindDownload(new DownloadLinks('', key), feeds, kept, clock);
  server = await listen({
    controllers: [DownloadController],
    providers: [
      { provide: FindDownload, useFactory: find },
      {
        provide: APP_FILTER,
        useValue: new AcpErrorFilter({ error: () => undefined }, { of: () => [] }),
      },
    ],
  });
  links = new DownloadLinks(server.baseUrl, key);
  const settings = { HUB_BASE_URL: server.baseUrl, HUB_DOWNLOADS_DIR: kept.root };
  hub = commandLineOf(world.database, settings);
  const tenant = await world.addTenant({ name: 'Atlas' });
  tenantId = tenant.tenantId;
  where = await world.begin(tenant, 'changes');
  await world.storeAll(
    where,
    Array.from({ length: 10 }, (_, index) => sampleProduct(`p${index}`)),
  );
}, 60_000);
beforeEach(() => {
  shifted = 0;
});
afterAll(async () => {
  await server.app.close();
  scratch.remove();
  await world.close();
});

/** Adds a feed to be fetched, publishes it, and asks for its URLs. */
async function published(name: string, ...more: readonly string[]): Promise<Urls> {
  const add = ['feeds', 'add', '--name', name, '--download', '--tenant', tenantId, ...more];
  expect(await hub(add)).toMatchObject({ code: 0, error: '' });
  expect(await hub(['feeds', 'run', name, '--tenant', tenantId])).toMatchObject({ code: 0 });
  return urlsOf(name);
}

const urlsOf = async (name: string, ...more: readonly string[]): Promise<Urls> =>
  (await hub(['feeds', 'url', name, '--tenant', tenantId, '--json', ...more])).json() as Urls;

const refusal = async (url: string): Promise<unknown> => {
  const response = await fetch(url);
  return { status: response.status, ...((await response.json()) as object) };
};

const inAnHour = (): Date => new Date(Date.now() + HOUR);

/** As the hub would sign it. */
const signed = (changes: Partial<DownloadFile> & Pick<DownloadFile, 'feedId'>, until = inAnHour()): string =>
  links.urlOf({ tenantId, file: 'chatgpt-0001.jsonl.gz', generation: 1, ...changes }, until);

test('every file of a feed is fetched without a token, as what its name says', async () => {
  const { files, expires_at: until } = await published('agents', '--format', 'google');
  expect(files.map(({ file }) => file)).toEqual(['agents-0001.tsv.gz']);
  expect(Date.parse(until)).toBeGreaterThan(Date.now() + 23 * HOUR);
  const products = await fetch(files[0]!.url);
  expect(Object.fromEntries(products.headers)).toMatchObject({
    'content-type': 'application/gzip',
    'content-disposition': 'attachment; filename="agents-0001.tsv.gz"',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag: expect.stringMatching(/"/),
    'last-modified': expect.stringMatching(/GMT$/),
  });
  expect(products.headers.get('content-encoding')).toBeNull();
  const copy = join(scratch.folder, 'fetched.tsv.gz');
  await writeFile(copy, Buffer.from(await products.arrayBuffer()));
  expect(await readFeedFile('tsv', copy)).toHaveLength(10);
});

test('the protocol’s own files are called and sent as it names them', async () => {
  const { files } = await published('own', '--format', 'acp');
  expect(files.map(({ file }) => file)).toEqual(['products.jsonl', 'metadata.json']);
  const [products, metadata] = await Promise.all(files.map(({ url }) => fetch(url)));
  expect(products!.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
  expect((await products!.text()).trimEnd().split('\n')).toHaveLength(10);
  expect(metadata!.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await metadata!.json()).toMatchObject({ id: expect.any(String) });
});

test('HEAD, ranges and conditions are answered as HTTP has them', async () => {
  const { files } = await published('ranges', '--format', 'openai');
  const { url } = files[0]!;
  const whole = await fetch(url);
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect(whole.headers.get('content-type')).toBe('application/vnd.apache.parquet');

  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));

  const part = await fetch(url, { headers: { range: 'bytes=4-19' } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 4-19/${bytes.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(4, 20));

  // `fetch` would add Cache-Control: no-cache, which asks for the file whatever the conditions say.
  const same = await request(url, { headers: { 'if-none-match': whole.headers.get('etag')! } });
  expect([same.statusCode, await same.body.text()]).toEqual([304, '']);

  const beyond = await fetch(url, { headers: { range: 'bytes=9999999-' } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
  expect(await beyond.json()).toMatchObject({ code: 'invalid' });
});

test('a URL works until its time is over, and gives what was last published', async () => {
  const { files } = await published('daily', '--format', 'stripe');
  const { url } = files[0]!;
  const before = (await fetch(url)).headers.get('etag');
  await world.storeAll(where, [sampleProduct('p10')]);
  await hub(['feeds', 'run', 'daily', '--tenant', tenantId]);
  const after = await fetch(url);
  expect(after.headers.get('etag')).not.toBe(before);
  shifted = 23 * HOUR;
  expect((await fetch(url)).status).toBe(200);
  shifted = 24 * HOUR;
  await expect(refusal(url)).resolves.toEqual({
    status: 403,
    type: 'invalid_request',
    code: 'url_expired',
    message: expect.stringContaining('hub feeds url'),
  });
  const longer = (await urlsOf('daily', '--expires', '30d')).files[0]!.url;
  expect((await fetch(longer)).status).toBe(200);
});

test('whatever is changed about a URL shuts it', async () => {
  const { files } = await published('tampered', '--format', 'google');
  const { url } = files[0]!;
  const other = (await published('other', '--format', 'google')).files[0]!.url;
  const at = (change: (url: URL) => void): string => {
    const changed = new URL(url);
    change(changed);
    return changed.href;
  };
  const expires = Number(new URL(url).searchParams.get('expires'));
  const signature = new URL(url).searchParams.get('signature')!;
  const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  const changed = [
    at(({ searchParams }) => searchParams.set('expires', String(expires + 1))),
    at(({ searchParams }) => searchParams.set('generation', '2')),
    at(({ searchParams }) => searchParams.delete('generation')),
    at(({ searchParams }) => searchParams.set('signature', flipped)),
    at(({ searchParams }) => searchParams.set('signature', signature.slice(0, -2))),
    at(({ searchParams }) => searchParams.delete('signature')),
    at(({ searchParams }) => searchParams.delete('expires')),
    at(({ searchParams }) => searchParams.append('expires', String(expires))),
    at((each) => (each.search = new URL(other).search)),
    at((each) => (each.pathname = new URL(other).pathname)),
    at((each) => (each.pathname = each.pathname.replace(tenantId, 'ten_other'))),
    at((each) => (each.pathname = each.pathname.replace('-0001', '-0002'))),
  ];
  for (const each of changed)
    await expect(refusal(each)).resolves.toEqual({
      status: 403,
      type: 'invalid_request',
      code: 'invalid_signature',
      message: expect.stringContaining('hub feeds url'),
    });
  expect((await fetch(url)).status).toBe(200);
});

test('a signed name opens a file of that feed alone', async () => {
  const { feed_id: feedId } = await published('inside', '--format', 'google');
  const foreign = await world.addTenant({ name: 'Borealis' });
  writeFileSync(join(kept.root, 'secret.txt'), 'secret');
  const names = [
    '../../../secret.txt',
    '..',
    '.',
    'current.json',
    'inside-0002.tsv.gz',
    'inside-0001.tsv.gz/',
  ];
  const claims = [
    ...names.map((file) => signed({ feedId, file })),
    signed({ feedId, file: 'inside-0001.tsv.gz', tenantId: foreign.tenantId }),
    signed({ feedId: '../inside', file: 'inside-0001.tsv.gz' }),
    signed({ feedId: 'fed_unknown' }),
  ];
  for (const url of claims) expect((await fetch(url)).status).toBe(404);
  expect((await fetch(signed({ feedId, file: 'inside-0001.tsv.gz' }))).status).toBe(200);
});

test('URLs that are renewed open nothing any more, those of other feeds stay as they are', async () => {
  const { files } = await published('leaked', '--format', 'google');
  const other = (await published('kept', '--format', 'google')).files[0]!.url;
  const { url } = files[0]!;
  expect((await fetch(url)).status).toBe(200);
  const renewed = (await urlsOf('leaked', '--renew')).files[0]!.url;
  await expect(refusal(url)).resolves.toEqual({
    status: 403,
    type: 'invalid_request',
    code: 'url_revoked',
    message: expect.stringContaining('hub feeds url'),
  });
  const again = (await urlsOf('leaked')).files[0]!.url;
  for (const good of [renewed, again, other]) expect((await fetch(good)).status).toBe(200);
  await urlsOf('leaked', '--renew');
  for (const bad of [renewed, again]) expect((await fetch(bad)).status).toBe(403);
  const told = await hub(['feeds', 'url', 'leaked', '--tenant', tenantId, '--renew']);
  expect(told.out).toContain('No address given out before opens anything any more.');
});

test('a feed that was removed is not fetched any more', async () => {
  const { files } = await published('removed', '--format', 'google');
  await hub(['feeds', 'remove', 'removed', '--tenant', tenantId]);
  await expect(refusal(files[0]!.url)).resolves.toMatchObject({ status: 404, code: 'not_found' });
});

test('whoever fetches while a feed is published gets the old file or the new one, whole', async () => {
  const { feed_id: feedId } = await published('busy', '--format', 'openai', '--encoding', 'jsonl');
  const name = 'busy-0001.jsonl.gz';
  const editions = [
    { letter: 'a', size: 3_000_000 },
    { letter: 'b', size: 5_000_000 },
  ].map(({ letter, size }) => {
    const path = join(scratch.folder, letter);
    writeFileSync(path, letter.repeat(size));
    return [{ name, path, bytes: size }];
  });
  const delivery = deliverForDownload(kept.placeOf({ tenantId, feedId }));
  await delivery.deliver(editions[0]!);
  let publishing = true;
  const publisher = (async () => {
    for (let turn = 1; turn <= 12; turn += 1)
      expect(await delivery.deliver(editions[turn % 2]!)).toEqual({ kind: 'delivered' });
    publishing = false;
  })();
  const url = signed({ feedId, file: name });
  const seen = new Set<string>();
  const reader = async (): Promise<void> => {
    do {
      const response = await fetch(url);
      const text = await response.text();
      // Two deliveries between looking the file up and opening it; minutes lie between them otherwise.
      if (response.status === 404) continue;
      seen.add(`${text[0]} ${text.length} ${text === text[0]!.repeat(text.length)}`);
    } while (publishing);
  };
  await Promise.all([publisher, reader(), reader()]);
  await reader();
  for (const each of seen) expect(['a 3000000 true', 'b 5000000 true']).toContain(each);
  expect(seen.size).toBeGreaterThan(0);
  const folders = (await readdir(kept.placeOf({ tenantId, feedId }))).filter(
    (each) => each !== 'current.json',
  );
  expect(folders).toHaveLength(2);
}, 60_000);

test('a feed that is delivered, or not published yet, has no URL, and it is said what to do', async () => {
  const add = ['feeds', 'add', '--tenant', tenantId, '--format', 'stripe', '--name'];
  await hub([...add, 'pushed', '--folder', scratch.folder]);
  await hub([...add, 'early', '--download']);
  const url = (name: string) => hub(['feeds', 'url', name, '--tenant', tenantId]);
  await expect(url('pushed')).resolves.toMatchObject({
    code: 1,
    error: expect.stringContaining('hub feeds add --name pushed-download --format stripe --download'),
  });
  await expect(url('early')).resolves.toMatchObject({
    code: 1,
    error: expect.stringContaining('hub feeds run early'),
  });
  const both = await hub([...add, 'both', '--download', '--folder', scratch.folder]);
  expect(both).toMatchObject({ code: 2, error: expect.stringContaining('one of --folder') });
  const never = await hub(['feeds', 'url', 'early', '--tenant', tenantId, '--expires', '0m']);
  expect(never).toMatchObject({ code: 2, error: expect.stringContaining('--expires takes') });
});
