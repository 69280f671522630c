import { hubCommand } from '../hub/hub-command';
import { withResources } from '../resources';
import { startLimitedShop } from './limited-shop';

export interface SyncFigures {
  readonly wall_ms: number;
  /** What the platform's limit alone takes. */
  readonly limit_ms: number;
  /** `limit_ms` by `wall_ms`: at 1, the hub adds nothing to what the platform takes. */
  readonly ratio: number;
  /** Products written. */
  readonly changed: number;
}

export interface PaceFigures {
  readonly pages_per_s: number;
  /** Everything is new. */
  readonly first: SyncFigures;
  /** Nothing has changed. */
  readonly again: SyncFigures;
}

export interface SyncBench {
  readonly products: number;
  readonly paces: readonly PaceFigures[];
}

interface Run {
  readonly state: string;
  readonly seen: number;
  readonly changed: number;
  readonly started_at: string;
  readonly finished_at: string;
}

type Tell = (line: string) => void;

/** Takes a catalogue in whole from a platform of each pace, in pages a second, and once more without a change. */
export async function benchSync(products: number, paces: readonly number[], tell: Tell): Promise<SyncBench> {
  const figures: PaceFigures[] = [];
  for (const pace of paces) figures.push(await benchPace(products, pace, tell));
  return { products, paces: figures };
}

const benchPace = (products: number, pagesPerSecond: number, tell: Tell): Promise<PaceFigures> =>
  withResources(async ({ folder, use }) => {
    tell(`writing ${products} products, to be told ${pagesPerSecond} pages a second …`);
    const shop = await use(await startLimitedShop(products, pagesPerSecond));
    const hub = hubCommand({
      NODE_ENV: 'production',
      HUB_DATA_DIR: await folder(),
      HUB_LOG_LEVEL: 'silent',
      HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
    });
    await hub('tenant', 'add', '--name', 'Bench');
    await hub(
      ...['connection', 'add', '--name', 'bench', '--currency', 'USD', '--connector', 'custom'],
      ...['--config', JSON.stringify({ base_url: shop.url, secret: 'a secret of the bench' })],
      ...['--payment-provider', 'sandbox'],
      ...['--payment-config', '{"baseUrl":"http://127.0.0.1:9","apiKey":"k","merchantId":"m"}'],
    );
    const sync = async (what: string): Promise<SyncFigures> => {
      const before = shop.answered();
      const [run] = await hub<readonly Run[]>('catalog', 'sync', '--full');
      if (run?.state !== 'done' || run.seen !== products)
        throw new Error(`The sync ended ${run?.state} after ${run?.seen} of ${products} products.`);
      const wall = Date.parse(run.finished_at) - Date.parse(run.started_at);
      // The first page is answered at once.
      const limit = Math.round(((shop.answered() - before - 1) / pagesPerSecond) * 1_000);
      const ratio = Math.round((limit / wall) * 100) / 100;
      tell(`${what}: ${wall} ms, of which the platform's limit alone takes ${limit} ms (ratio ${ratio})`);
      return { wall_ms: wall, limit_ms: limit, ratio, changed: run.changed };
    };
    const first = await sync('all new');
    const again = await sync('nothing changed');
    if (first.changed !== products || again.changed !== 0)
      throw new Error(`${first.changed} and ${again.changed} products were written of ${products} and 0.`);
    return { pages_per_s: pagesPerSecond, first, again };
  });
