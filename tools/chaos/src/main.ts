import { parseArgs } from 'node:util';
import { parts, type Part } from './parts';
import { runAll } from './run-all';

const USAGE = `pnpm chaos                     everything, and docs/reliability.md written from it
pnpm chaos --quick             each kill point in one of its environments, and a short random fire
pnpm chaos --points            kill points alone
pnpm chaos --woocommerce       of these, those at a shop that plays WooCommerce
pnpm chaos --random [--purchases <number, default 200>]
                               the hub as it is, killed at random moments
pnpm chaos --disturb           PostgreSQL, Redis, partners and clock go wrong as well
pnpm chaos --sabotage          shows that the harness can fail
Parts can be put together, and shortened by --quick.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(parts.map((part) => [part, { type: 'boolean' as const, default: false }])),
      purchases: { type: 'string', default: '200' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help === true) return void process.stdout.write(`${USAGE}\n`);
  const purchases = Number(values.purchases);
  if (!Number.isInteger(purchases) || purchases < 1)
    throw new TypeError(`--purchases takes a number of 1 or more.\n${USAGE}`);
  const chosen = parts.filter((part: Part) => values[part as keyof typeof values] === true);
  const quick = values.quick === true;
  process.exit((await runAll({ chosen, purchases, quick })) ? 0 : 1);
}

// What it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
