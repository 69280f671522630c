import { parseArgs } from 'node:util';
import { runChaos } from './chaos';
import { reportText } from './report';

const USAGE = 'pnpm chaos [--purchases <number, default 200>] [--quick]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      purchases: { type: 'string', default: '200' },
      quick: { type: 'boolean', default: false },
    },
  });
  const purchases = Number(values.purchases);
  if (!Number.isInteger(purchases) || purchases < 1)
    throw new TypeError(`--purchases takes a number: ${USAGE}`);
  const report = await runChaos({ purchases, quick: values.quick });
  process.stdout.write(reportText(report));
  process.exit(report.violations.length === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
