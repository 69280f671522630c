import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoStore, type DemoStore } from '@acp-hub/demo-store';
import { createTransport } from '../src/http/transport';
import { storeChecks, verifyStore } from '../src/verify-store/run';
import { breakages } from './support/store-breakages';
import { startProxy, type Proxy } from './support/proxy';

const SECRET = 'a-secret-between-hub-and-store-0123456789';

const ADDRESSES = {
  cascade: {
    name: 'Ada Lovelace',
    line_one: '1 Pike Place',
    city: 'Seattle',
    state: 'WA',
    country: 'US',
    postal_code: '98101',
  },
  lindenhof: {
    name: 'Ada Lovelace',
    line_one: 'Linden 1',
    city: 'Berlin',
    state: 'BE',
    country: 'DE',
    postal_code: '10117',
  },
  hoshino: {
    name: 'Ada Lovelace',
    line_one: '1-1 Marunouchi',
    city: 'Chiyoda',
    state: 'Tokyo',
    country: 'JP',
    postal_code: '100-0005',
  },
} as const;

let store: DemoStore;
let base: string;

beforeAll(async () => {
  store = await createDemoStore({
    dataDirectory: mkdtempSync(join(tmpdir(), 'store-')),
    access: { cascade: { secret: SECRET }, lindenhof: { secret: SECRET }, hoshino: { secret: SECRET } },
  });
  base = await store.listen();
}, 60_000);

afterAll(() => store.close());

const verdicts = async (slug: keyof typeof ADDRESSES, root = base) =>
  verifyStore({
    transport: createTransport(30_000, () => undefined),
    baseUrl: `${root}/${slug}`,
    secret: SECRET,
    contact: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
    address: ADDRESSES[slug],
    itemId: undefined,
  });

describe('shopper verify-store', () => {
  it.each(['cascade', 'lindenhof', 'hoshino'] as const)(
    'finds nothing wrong with %s',
    async (slug) => {
      const results = await verdicts(slug);
      expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
      expect(results).toHaveLength(storeChecks.length);
    },
    60_000,
  );

  describe('in front of a store that', () => {
    let proxy: Proxy;
    beforeAll(async () => {
      proxy = await startProxy(base);
    });
    afterAll(() => proxy.close());

    it.each(breakages.map((breakage) => [breakage.server, breakage.check, breakage.meddling] as const))(
      '%s, fails %s',
      async (_server, check, meddling) => {
        proxy.meddle(meddling);
        const results = await verdicts('cascade', proxy.url);
        expect(results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toContain(check);
      },
      60_000,
    );
  });
});
