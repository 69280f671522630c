import { z } from 'zod';
import { createFakeStripe } from './fake-stripe';

const environmentSchema = z.object({
  FAKE_STRIPE_PORT: z.coerce.number().int().min(0).max(65_535).default(8092),
  FAKE_STRIPE_HOST: z.string().default('127.0.0.1'),
  /** Where the books are kept; one process at a time. */
  FAKE_STRIPE_DATA_DIR: z.string().min(1).default('.acp-hub/fake-stripe'),
});

async function main(): Promise<void> {
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    console.error(z.prettifyError(environment.error));
    process.exitCode = 1;
    return;
  }
  const { FAKE_STRIPE_PORT: port, FAKE_STRIPE_HOST: host, FAKE_STRIPE_DATA_DIR: dataDir } = environment.data;
  const stripe = await createFakeStripe({ dataDir });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stripe.close());
  console.log(`Fake Stripe at ${await stripe.listen(port, host)}, books in ${dataDir}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
