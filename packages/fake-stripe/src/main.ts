import { z } from 'zod';
import { createFakeStripe } from './fake-stripe';

/**
 * A fake Stripe as a process of its own, with books that survive SIGKILL. Prints where it listens, ends on SIGTERM.
 *
 * | variable | default | |
 * |---|---|---|
 * | `FAKE_STRIPE_PORT` | 8095 | 0 for any free one |
 * | `FAKE_STRIPE_HOST` | 127.0.0.1 | |
 * | `FAKE_STRIPE_DATA_DIR` | .acp-hub/fake-stripe | the books; one process at a time |
 * | `FAKE_STRIPE_SEARCH_LAG` | 60 | seconds that search is behind |
 *
 * `sk_test_<name>` opens the account `acct_<name>`. Tokens come from `POST
 * /v1/test_helpers/shared_payment/granted_tokens`, and `payment_method` decides what they do: the cards of
 * `books/cards.ts`. Webhook endpoints come from `POST /v1/webhook_endpoints`, whose answer has the `secret`.
 *
 * The back door, which no fault strikes (JSON in and out, no key):
 * - `GET /admin/books`: `{intents, charges, refunds, disputes, balance, tokens}` of every account, oldest first;
 *   amounts are integers in Stripe's unit. Money taken is `charges[].amount_captured` less `amount_refunded`; money
 *   held are the intents in `requires_capture`.
 * - `POST /admin/faults` `{method?, path?, when: before|after, nth?, times?, effect}`: what goes wrong next, e.g.
 *   `{"method": "POST", "path": "/v1/refunds", "when": "after", "effect": {"kind": "hang"}}`.
 *   Effects: `delay {milliseconds}`, `answer {status, headers?, body?}`, `patch {merge}`, `truncate`, `cut`, `hang`.
 *   `GET` shows what is pending, `DELETE` clears it.
 * - `POST /admin/kept-failures` `{path, applied?}`: one write ends in a 500 that its idempotency key keeps, as Stripe's
 *   own 500s do.
 * - `POST /admin/refuse` `{milliseconds}`: refuses connections for so long.
 * - `GET|PUT /admin/clock` `{set?, advance_milliseconds?}`: lapses reservations (7 days) and keys (24 hours).
 * - `GET|DELETE /admin/journal`: every request as it arrived.
 * - `POST /fake/refunds/:id/fail`: the buyer's bank sends it back.
 * - `POST /fake/disputes` `payment_intent=…` and `POST /fake/disputes/:id/won|lost`, as forms with the account's key.
 */
const environmentSchema = z.object({
  FAKE_STRIPE_PORT: z.coerce.number().int().min(0).max(65_535).default(8095),
  FAKE_STRIPE_HOST: z.string().default('127.0.0.1'),
  /** Where the books are kept; one process at a time. */
  FAKE_STRIPE_DATA_DIR: z.string().min(1).default('.acp-hub/fake-stripe'),
  FAKE_STRIPE_SEARCH_LAG: z.coerce.number().int().min(0).default(60),
});

async function main(): Promise<void> {
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    console.error(z.prettifyError(environment.error));
    process.exitCode = 1;
    return;
  }
  const { FAKE_STRIPE_PORT: port, FAKE_STRIPE_HOST: host, FAKE_STRIPE_DATA_DIR: dataDir } = environment.data;
  const stripe = await createFakeStripe({
    dataDir,
    searchLagSeconds: environment.data.FAKE_STRIPE_SEARCH_LAG,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stripe.close());
  console.log(`Fake Stripe at ${await stripe.listen(port, host)}, books in ${dataDir}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
