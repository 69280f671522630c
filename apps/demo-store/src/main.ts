import { readEnvironment } from './config';
import { createDemoStore } from './demo-store';

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const store = await createDemoStore({
    dataDirectory: environment.DEMO_STORE_DATA_DIR,
    access: Object.fromEntries(
      Object.entries(environment.DEMO_STORE_MERCHANTS).map(([slug, { secret, eventsUrl }]) => [
        slug,
        { secret, ...(eventsUrl !== undefined && { eventsUrl }) },
      ]),
    ),
    host: environment.DEMO_STORE_HOST,
    port: environment.DEMO_STORE_PORT,
    ...(environment.DEMO_STORE_PUBLIC_URL !== undefined && { publicUrl: environment.DEMO_STORE_PUBLIC_URL }),
    reportError: (error) => console.error(error),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void store.close());
  console.log(`Demo store: ${await store.listen()}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
