import { join } from 'node:path';
import { Interrupted, Problem } from './problem';
import { startDemo } from './start';

const root = join(__dirname, '../../..');

function report(error: unknown): void {
  if (error instanceof Interrupted) return;
  console.error(error instanceof Problem ? `\n${error.message}\n` : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const control = new AbortController();
  const signalled = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        control.abort(new Interrupted());
        resolve();
      });
    }
  });
  const demo = await startDemo(root, process.argv.slice(2), process.env, control.signal);
  try {
    await Promise.race([signalled, demo.unexpectedEnd]);
    console.log('\nStopping …');
  } finally {
    await demo.stop();
  }
}

main().catch(report);
