import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { openJournal, startInbox, type Received } from '../src';

const freshFile = () => join(mkdtempSync(join(tmpdir(), 'inbox-')), 'deep', 'inbox.jsonl');

/** Runs an inbox over a file for as long as the body takes. */
async function withInbox<T>(file: string, body: (url: string, seen: Received[]) => Promise<T>): Promise<T> {
  const journal = await openJournal(file);
  const seen: Received[] = [];
  const inbox = await startInbox(0, journal, (webhook) => seen.push(webhook));
  try {
    return await body(`http://127.0.0.1:${inbox.port}`, seen);
  } finally {
    await inbox.close();
    await journal.close();
  }
}

const post = (url: string, agent: string, body: string) =>
  request(`${url}/webhooks/${agent}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'merchant-signature': 't=1,v1=2' },
    body,
  });

const list = async (url: string, query = '') =>
  (await (await request(`${url}/received${query}`)).body.json()) as Received[];

describe('the inbox', () => {
  it('lists what arrived with headers and raw body, newest last', async () => {
    await withInbox(freshFile(), async (url, seen) => {
      const raw = '{ "type":"order_create" ,"note":"ünïcode 🧦"}';
      expect((await post(url, 'spec', raw)).statusCode).toBe(200);
      await post(url, 'openai', '{}');
      const all = await list(url);
      expect(all.map(({ sequence, agent, body }) => [sequence, agent, body])).toEqual([
        [1, 'spec', raw],
        [2, 'openai', '{}'],
      ]);
      expect(all[0]?.headers).toMatchObject({ 'merchant-signature': 't=1,v1=2' });
      expect(seen).toEqual(all);
      expect((await list(url, '?agent=openai')).map(({ sequence }) => sequence)).toEqual([2]);
    });
  });

  it('keeps everything over a restart, and survives a line cut short by a crash', async () => {
    const file = freshFile();
    await withInbox(file, (url) => post(url, 'spec', '{"n":1}'));
    appendFileSync(file, '{"sequence":2,"agent":"sp');
    await withInbox(file, (url) => post(url, 'spec', '{"n":2}'));
    await withInbox(file, async (url) => {
      expect((await list(url)).map(({ sequence, body }) => [sequence, body])).toEqual([
        [1, '{"n":1}'],
        [2, '{"n":2}'],
      ]);
    });
    expect(readFileSync(file, 'utf8').endsWith('\n')).toBe(true);
  });

  it('keeps every one of many that come at once, each under a number of its own', async () => {
    const file = freshFile();
    await withInbox(file, (url) =>
      Promise.all(Array.from({ length: 40 }, (_, n) => post(url, 'spec', `{"n":${n}}`))),
    );
    await withInbox(file, async (url) => {
      const numbers = (await list(url)).map(({ sequence }) => sequence);
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    });
  });

  it('refuses what is no webhook, and what is too large', async () => {
    await withInbox(freshFile(), async (url) => {
      expect((await request(`${url}/webhooks/spec`)).statusCode).toBe(404);
      expect((await request(`${url}/elsewhere`, { method: 'POST', body: '{}' })).statusCode).toBe(404);
      expect((await post(url, 'spec', 'x'.repeat(1_000_001))).statusCode).toBe(413);
      expect(await list(url)).toEqual([]);
    });
  });
});
