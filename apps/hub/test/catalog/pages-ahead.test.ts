import { setImmediate as turn } from 'node:timers/promises';
import { PagesAhead } from '../../src/catalog/pages-ahead';

/** A list of so many pages, each named by where it begins. */
function list(pages: number) {
  const asked: number[] = [];
  const ask = async (cursor: string | undefined) => {
    const page = Number(cursor ?? 0);
    asked.push(page);
    await turn();
    if (page === pages) throw new Error('There is no such page.');
    return page + 1 === pages ? { page } : { page, nextCursor: String(page + 1) };
  };
  return { asked, ask };
}

const same = <Page>(page: Page): Page => page;

const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 50; turns += 1) await turn();
};

test('a few pages are read while nobody takes one, and all of them are handed out in their order', async () => {
  const { asked, ask } = list(20);
  const pages = new PagesAhead(ask, same, '3');
  await settle();
  expect(asked).toEqual([3, 4, 5, 6]);
  const taken: number[] = [];
  for (;;) {
    const { page, nextCursor } = await pages.take();
    taken.push(page);
    await settle();
    expect(asked.length).toBe(Math.min(taken.length + 4, 17));
    if (nextCursor === undefined) break;
  }
  expect(taken).toEqual(Array.from({ length: 17 }, (_, index) => index + 3));
  await expect(pages.take()).rejects.toThrow('The last page was taken.');
});

test('a page that cannot be read is told of when its turn comes', async () => {
  const { ask } = list(20);
  const askOrFail = async (cursor: string | undefined) => {
    if (cursor === '2') throw new Error('The platform is down.');
    return ask(cursor);
  };
  const pages = new PagesAhead(askOrFail, same, undefined);
  await settle();
  await expect(pages.take()).resolves.toMatchObject({ page: 0 });
  await expect(pages.take()).resolves.toMatchObject({ page: 1 });
  await expect(pages.take()).rejects.toThrow('The platform is down.');
});

test('the next page is asked for before one is made ready', async () => {
  const { asked, ask } = list(3);
  const askedBefore: number[] = [];
  const prepare = ({ page }: { readonly page: number }): number => {
    askedBefore.push(asked.length);
    return page;
  };
  const pages = new PagesAhead(ask, prepare, undefined);
  expect([await pages.take(), await pages.take(), await pages.take()]).toEqual([0, 1, 2]);
  expect(askedBefore).toEqual([2, 3, 3]);
});

test('who stops asks for no more', async () => {
  const { asked, ask } = list(20);
  const pages = new PagesAhead(ask, same, undefined);
  await pages.take();
  pages.stop();
  await settle();
  expect(asked.length).toBeLessThanOrEqual(2);
});
