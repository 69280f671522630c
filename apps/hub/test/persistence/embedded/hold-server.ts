import { startEmbeddedPostgres } from '../../../src/persistence/embedded';

/** Uses the server of the folder named by the argument until told to stop; reports on standard output. */
async function hold(dataDir: string): Promise<void> {
  const say = (message: string) => process.stdout.write(`${message}\n`);
  const server = await startEmbeddedPostgres({ dataDir, logger: { info: say, warn: say } });
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  say(`url ${server.url}`);
  setInterval(() => undefined, 60_000);
}

hold(process.argv[2] ?? '').catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
