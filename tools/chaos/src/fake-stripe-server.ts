import { createFakeStripe } from '@acp-hub/fake-stripe';

/** The fake of Stripe as a process, with its books open to the harness. */
async function main(): Promise<void> {
  const { CHAOS_STRIPE_PORT: port, CHAOS_STRIPE_DATA_DIR: dataDir } = process.env;
  if (port === undefined || dataDir === undefined)
    throw new Error('Set CHAOS_STRIPE_PORT and CHAOS_STRIPE_DATA_DIR.');
  const stripe = await createFakeStripe({ dataDir });
  stripe.app.get('/admin/books', async () => stripe.books());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stripe.close());
  await stripe.listen(Number(port));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
