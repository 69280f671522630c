import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodingsOf, feedFormats, type Encoding } from '@acp-hub/feed-formats';
import { itemIdsIn, readFeedFile } from '../../../packages/feed-formats/test/support/read-feed-file';
import { startDemo, type RunningDemo } from './support/start-demo';

jest.setTimeout(180_000);

const root = join(__dirname, '../../..');
const beside = join(root, 'tools/start/dist/beside-the-demo.js');
const shopper = join(root, 'apps/shopper/dist/main.js');
const dataDir = mkdtempSync(join(tmpdir(), 'acp-hub-demo-'));
const demoFile = join(dataDir, 'demo.json');

const readDemo = () => JSON.parse(readFileSync(demoFile, 'utf8')) as { store_url: string; base_url: string };

type Reason = { readonly code: string; readonly message: string; readonly action: string };
type Published = {
  readonly folder: string;
  readonly items: number;
  readonly formats: readonly {
    readonly format: string;
    readonly encoding: Encoding;
    readonly listed: number;
    readonly excluded: number;
    readonly files: readonly { readonly name: string }[];
  }[];
  readonly kept_out: readonly { readonly product_id: string; readonly reasons: readonly Reason[] }[];
  readonly remarks: readonly Reason[];
};

let running: RunningDemo | undefined;

const ordersAt = async (store: string) =>
  (await (await fetch(`${store}/cascade/admin`)).text()).match(/CO-\d+/g);

/** The ids of the demo's servers. */
const servers = () =>
  (JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { services: number[] }).services;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

afterAll(async () => {
  await running?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a newcomer starts the demo, buys, stops it, and finds the order after a second start', async () => {
  const first = (running = await startDemo(dataDir));
  expect(readFileSync(join(dataDir, 'logs/hub.log'), 'utf8')).not.toContain('cannot be reached');
  expect(first.output()).toContain('Four things to try');
  execFileSync(process.execPath, [shopper, 'buy', '--demo', demoFile], { encoding: 'utf8' });
  const orders = await ordersAt(readDemo().store_url);
  expect(orders).toContain('CO-10001');
  const demo = readDemo();
  const started = servers();

  await first.stop();

  expect(first.exitCode()).toBe(0);
  expect(started).toHaveLength(4);
  expect(started.filter(isAlive)).toEqual([]);
  expect(existsSync(join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);

  const second = (running = await startDemo(dataDir));

  expect(readDemo()).toEqual(demo);
  expect(second.output()).not.toContain('Opening the merchants');
  expect(await ordersAt(demo.store_url)).toEqual(orders);
});

test('the command that it names publishes the shop in every format, and explains what is kept out', async () => {
  const command = /[^ ]*HUB_DATA_DIR.*feeds publish-all/.exec(running!.output())![0];
  const said = execFileSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' });
  expect(said).toContain('23 products with 128 items');
  expect(said).toMatch(
    /River Dry Bag 20 l \(river-dry-bag\)\n +It has no picture\.\n +→ Fill the picture in/,
  );

  const answer = execFileSync(process.execPath, [beside, 'feeds', 'publish-all', '--json'], {
    env: { ...process.env, HUB_DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  const published = JSON.parse(answer) as Published;
  expect(published.folder).toBe(join(dataDir, 'feeds'));
  const kinds = feedFormats.flatMap((format) => encodingsOf[format].map((each) => `${format} ${each}`));
  expect(published.formats.map(({ format, encoding }) => `${format} ${encoding}`)).toEqual(kinds);
  for (const { encoding, listed, excluded, files } of published.formats) {
    const [{ name }] = files as [{ name: string }];
    const ids = (await readFeedFile(encoding, join(published.folder, name))).flatMap(itemIdsIn);
    expect([name, ids.length, ids.length + excluded]).toEqual([name, listed, published.items]);
    expect(ids).toContain('timberline-boot-pine-9-5');
    expect(ids).not.toContain('summit-red');
  }
  const why = published.kept_out.map(({ product_id, reasons }) => [
    product_id,
    reasons.map(({ code }) => code),
  ]);
  expect(Object.fromEntries(why)).toEqual({
    'river-dry-bag': ['value_missing'],
    'summit-red': ['category_banned'],
    'willow-spoon': ['value_missing'],
    'workshop-canoe': ['price_missing'],
  });
  for (const { message, action } of published.kept_out.flatMap(({ reasons }) => reasons))
    expect([message, action]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
  expect(published.remarks.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['gtin_invalid', 'sale_not_below_price']),
  );
});

test('when a server of the demo is killed, the demo says so and ends the others', async () => {
  const started = servers();
  process.kill(started[0]!, 'SIGKILL');
  await running?.ended;

  expect(running?.exitCode()).toBe(1);
  expect(running?.output()).toMatch(/fake-psp ended \(SIGKILL\)/);
  expect(started.filter(isAlive)).toEqual([]);
});
