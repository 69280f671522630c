import { program } from 'commander';
import { benchCheckout, type Comparison } from './checkout';
import { benchGrowth } from './growth';
import { benchFeeds } from './feeds/bench';
import { operations, type Operation } from './operations';
import { benchSync } from './sync/bench';
import { benchWebhooks } from './webhooks/bench';

interface CheckoutOptions {
  readonly seconds: string;
  readonly json?: boolean;
}

interface WebhooksCommandOptions {
  readonly deliveries: string;
  readonly queued: string;
  readonly json?: boolean;
}

interface FeedsOptions {
  readonly variants: string;
  readonly json?: boolean;
}

interface SyncOptions {
  readonly products: string;
  readonly pagesPerSecond: readonly string[];
  readonly json?: boolean;
}

interface GrowthOptions {
  readonly sessions: string;
  readonly json?: boolean;
}

const row = (...cells: readonly (string | number)[]): string =>
  cells.map((cell, index) => (index < 2 ? String(cell).padEnd(10) : String(cell).padStart(9))).join('');

const describe = (operation: Operation, { ratio, hub, bare }: Comparison): string =>
  [
    row(operation, 'hub', hub.rps, hub.p50, hub.p99, ratio.toFixed(2)),
    row('', 'bare', bare.rps, bare.p50, bare.p99),
  ].join('\n');

program.name('bench').description('How fast the hub is; docs/performance.md says what the figures mean.');

program
  .command('checkout')
  .description('the hub beside a bare server on the same database, operation by operation')
  .option('--seconds <n>', 'how long each server is measured for an operation', '10')
  .option('--json', 'one JSON document on one line')
  .action(async ({ seconds, json }: CheckoutOptions) => {
    const print = (line: string): void => {
      if (!json) console.log(line);
    };
    print(row('operation', 'server', 'req/s', 'p50 ms', 'p99 ms', 'ratio'));
    const { operations: compared, rss } = await benchCheckout(Number(seconds), (operation, comparison) =>
      print(describe(operation, comparison)),
    );
    print(`\nresident memory: hub ${rss.hub} MB, bare ${rss.bare} MB`);
    if (json)
      console.log(JSON.stringify(Object.fromEntries(operations.map((name) => [name, compared[name]]))));
  });

program
  .command('growth')
  .description('creating a checkout while few and while many sessions are stored')
  .option('--sessions <n>', 'how many is many', '1000000')
  .option('--json', 'one JSON document on one line')
  .action(async ({ sessions, json }: GrowthOptions) => {
    const print = (line: string): void => {
      if (!json) console.log(line);
    };
    const result = await benchGrowth(Number(sessions), print);
    if (json) console.log(JSON.stringify(result));
    for (const side of [result.small, result.large]) {
      print(`${side.sessions} sessions: median ${side.median} requests a second, hub ${side.rss} MB`);
    }
    print(`ratio ${result.ratio.toFixed(2)}`);
  });

program
  .command('webhooks')
  .description(
    'signed deliveries to a local endpoint, beside a bare loop; and a long queue with dead endpoints',
  )
  .option(
    '--deliveries <n>',
    'in each of two turns; of a turn of a second or two the wait for the first would be a good part',
    '20000',
  )
  .option('--queued <n>', 'how many wait while 1% of the endpoints are dead; 0 leaves this out', '100000')
  .option('--json', 'one JSON document on one line')
  .action(async ({ deliveries, queued, json }: WebhooksCommandOptions) => {
    const tell = (line: string): void => {
      if (!json) console.log(line);
    };
    const result = await benchWebhooks({ deliveries: Number(deliveries), queued: Number(queued), tell });
    if (json) console.log(JSON.stringify(result));
  });

program
  .command('feeds')
  .description(
    'a whole catalogue in every feed format, beside a bare cursor with gzip; and 1,000 changes of it',
  )
  .option('--variants <n>', 'how large the catalogue is', '1000000')
  .option('--json', 'one JSON document on one line')
  .action(async ({ variants, json }: FeedsOptions) => {
    const result = await benchFeeds(Number(variants), (line) => {
      if (!json) console.log(line);
    });
    if (json) console.log(JSON.stringify(result));
  });

program
  .command('sync')
  .description('a whole catalogue from platforms that answer so many pages a second; and again, unchanged')
  .option('--products <n>', 'how large the catalogue is', '100000')
  .option('--pages-per-second <n...>', 'of 100 products', ['37.5', '50'])
  .option('--json', 'one JSON document on one line')
  .action(async ({ products, pagesPerSecond, json }: SyncOptions) => {
    const result = await benchSync(Number(products), pagesPerSecond.map(Number), (line) => {
      if (!json) console.log(line);
    });
    if (json) console.log(JSON.stringify(result));
  });

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
