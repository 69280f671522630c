import { z } from 'zod';
import { createFakePsp } from './fake-psp';

const environmentSchema = z.object({
  FAKE_PSP_PORT: z.coerce.number().int().min(0).max(65_535).default(8091),
  FAKE_PSP_HOST: z.string().default('127.0.0.1'),
  /** Where the books are kept; one process at a time. */
  FAKE_PSP_DATA_DIR: z.string().min(1).default('.acp-hub/fake-psp'),
});

async function main(): Promise<void> {
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    console.error(z.prettifyError(environment.error));
    process.exitCode = 1;
    return;
  }
  const { FAKE_PSP_PORT: port, FAKE_PSP_HOST: host, FAKE_PSP_DATA_DIR: dataDir } = environment.data;
  const psp = await createFakePsp({ dataDir });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void psp.close());
  console.log(`Sandbox payments at ${await psp.listen(port, host)}, books in ${dataDir}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
