import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedFormats } from '@acp-hub/feed-formats';
import { startDemo, type RunningDemo } from './support/start-demo';

jest.setTimeout(180_000);

const root = join(__dirname, '../../..');
const dataDir = mkdtempSync(join(tmpdir(), 'acp-hub-woocommerce-'));
const run = (file: string, ...parameters: readonly string[]) =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, file), ...parameters, '--json'], {
      env: { ...process.env, HUB_DATA_DIR: dataDir },
      encoding: 'utf8',
    }),
  );

let demo: RunningDemo;
let storeUrl: string;
beforeAll(async () => {
  demo = await startDemo(dataDir, '--store', 'woocommerce');
  storeUrl = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')).store_url;
});
afterAll(async () => {
  await demo.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('whoever has the README buys a variation with a coupon, and finds the order in the shop’s books', async () => {
  const words = ['--item', 'variant', '--quantity', '2', '--coupon', 'valid'];
  const bought = run('apps/shopper/dist/main.js', 'buy', ...words);
  // Two at 14.99 less ten percent, 5.99 of delivery, and 8.875% of each: worked out by hand.
  expect(bought).toMatchObject({ outcome: 'bought', total: 2698 + 239 + 599 + 53 });
  const books = /shop’s books: (\S+)/.exec(demo.output())?.[1] ?? '';
  const { orders } = JSON.parse(await (await fetch(books)).text());
  expect(orders).toMatchObject([{ total: '35.89', status: 'processing' }]);
});

test('an order that is completed in the shop is shipped, as the README has it', async () => {
  const { orders } = JSON.parse(await (await fetch(`${storeUrl}/admin/books`)).text());
  const key = Buffer.from('ck_canvas_read_write:cs_canvas_read_write').toString('base64');
  const changed = await fetch(`${storeUrl}/wp-json/wc/v3/orders/${orders[0].id}`, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${key}`,
      'x-forwarded-proto': 'https',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ status: 'completed' }),
  });
  expect(changed.status).toBe(200);
  const inbox = /inbox +(\S+)/.exec(demo.output())?.[1] ?? '';
  const statuses = async (): Promise<readonly string[]> => {
    const received: { body: string }[] = JSON.parse(await (await fetch(inbox)).text());
    return received.map(({ body }) => JSON.parse(body).data.status);
  };
  while (!(await statuses()).includes('shipped')) await new Promise((resolve) => setTimeout(resolve, 200));
});

test('its products are in every format, and what is not is explained', () => {
  const published = run('tools/start/dist/beside-the-demo.js', 'feeds', 'publish-all');
  const formats: { format: string; listed: number }[] = published.formats;
  expect([...new Set(formats.map(({ format }) => format))]).toEqual(feedFormats);
  for (const { format, listed } of formats)
    expect([format, listed]).toEqual([format, { openai: 12, acp: 13, google: 11, stripe: 12 }[format]]);
  const ids = (entries: { product_id: string }[]) => entries.map(({ product_id }) => product_id).sort();
  expect([ids(published.kept_out), ids(published.left_out)]).toEqual([
    ['13', '150', '151'],
    ['152', '153'],
  ]);
});
