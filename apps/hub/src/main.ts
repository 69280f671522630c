import { loadConfig } from './config/load-config';
import { explainFailure } from './explain-failure';
import { createLogger } from './logging/logger';
import { startHub } from './start-hub';

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.HUB_LOG_LEVEL);
  // Node's own last words would show all that the error carries.
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'A fault that nobody caught ends the hub.');
    process.exit(1);
  });
  const hub = await startHub(config, logger);
  logger.info({ url: hub.baseUrl, listening: hub.url, role: config.HUB_ROLE }, 'The hub is up.');

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'Stopping: finishing what is in flight.');
    await hub.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});
