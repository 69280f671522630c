import { feedOptionsSchema, openFeed, type PackGroups } from '@acp-hub/feed-formats';
import { packOnThread } from '../../src/feeds/render/pack-on-thread';

type Groups = Parameters<PackGroups>[0];
type Group = Groups extends AsyncIterable<infer One> ? One : never;

const NOW = new Date('2026-11-25T12:00:00Z');
const settings = { ...feedOptionsSchema.parse({}), seller: { name: 'Shop', links: [] } };

const row = (index: number) => ({
  item_id: `item ${index}`,
  title: 'ä'.repeat(index % 40),
  description: `Of product ${Math.floor(index / 3)}`,
  brand: index % 5 === 0 ? undefined : `Brand ${index % 7}`,
  listing_has_variations: index % 2 === 0,
});

function* batches(count: number) {
  for (let from = 0; from < count; from += 125)
    yield Array.from({ length: Math.min(125, count - from) }, (_, at) => row(from + at));
}

async function encode(count: number, pack?: PackGroups): Promise<Buffer> {
  const feed = openFeed({ format: 'openai', encoding: 'parquet' }, settings, NOW, pack);
  const chunks: Buffer[] = [];
  for await (const chunk of feed.encode(batches(count))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test.each([0, 1, 200, 20_750])('%i rows become the same file on a thread of its own', async (count) => {
  const here = await encode(count);
  const there = await encode(count, packOnThread);
  expect(there.equals(here)).toBe(true);
});

test('the first bytes come before the second group is gathered', async () => {
  let gathered = 0;
  async function* groups(): AsyncGenerator<Group> {
    for (;;) {
      gathered += 1;
      yield { rows: 0, columns: [] };
    }
  }
  const chunks = packOnThread(groups(), [])[Symbol.asyncIterator]();
  try {
    const first = await chunks.next();
    expect(first.value).toHaveLength('PAR1'.length);
    expect(gathered).toBe(1);
    await chunks.next();
    expect(gathered).toBe(3);
  } finally {
    await chunks.return?.();
  }
});

test('what the thread throws, and what the groups throw, ends the file', async () => {
  const column = { kind: 'flags', levels: new Uint8Array(1), present: 0, flags: new Uint8Array(0) } as const;
  const drain = async (groups: Groups): Promise<void> => {
    const chunks = packOnThread(groups, [])[Symbol.asyncIterator]();
    while ((await chunks.next()).done !== true);
  };
  async function* unfit(): AsyncGenerator<Group> {
    yield { rows: 1, columns: [column] };
  }
  await expect(drain(unfit())).rejects.toThrow('The file has 0 columns.');
  async function* broken(): AsyncGenerator<Group> {
    yield { rows: 0, columns: [] };
    throw new Error('connection lost');
  }
  await expect(drain(broken())).rejects.toThrow('connection lost');
});
