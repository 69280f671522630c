import { z } from 'zod';
import { createFakeWooCommerce } from './fake-woocommerce';
import { canvasAndCo } from './shop/canvas-and-co';
import { shopSchema } from './shop/definition';

const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('This is no JSON.');
        return z.NEVER;
      }
    })
    .pipe(schema);

/**
 * A fake WooCommerce shop as a process of its own, with books that survive SIGKILL. Prints where it listens, ends on
 * SIGTERM.
 *
 * | variable | default | |
 * |---|---|---|
 * | `FAKE_WOOCOMMERCE_PORT` | 8093 | HTTP; 0 for any free one |
 * | `FAKE_WOOCOMMERCE_TLS_PORT` | 8094 | HTTPS, self-signed; 0 for any free one |
 * | `FAKE_WOOCOMMERCE_HOST` | 127.0.0.1 | |
 * | `FAKE_WOOCOMMERCE_SHOP` | the shop of the recordings | a `ShopDefinition` as JSON, for a start with empty books |
 * | `FAKE_WOOCOMMERCE_DATA_DIR` | .acp-hub/fake-woocommerce | the books; one process at a time |
 * | `FAKE_WOOCOMMERCE_QUEUE_MS` | 2000 | how often webhooks that are due are sent |
 * | `FAKE_WOOCOMMERCE_COMPANION_SECRET` | | 32 characters or more: the companion plugin is installed |
 *
 * Keys unless a file says others: `ck_canvas_read_write` with `cs_canvas_read_write`, `ck_canvas_read` with `cs_canvas_read`.
 *
 * The back door, which no fault strikes (JSON in and out, no key):
 * - `GET /admin/books`: `{orders, refunds, products, coupons, webhooks}`; amounts are decimal strings, times milliseconds.
 * - `POST /admin/reset`: the shop as it was set up. `POST /admin/forget-carts`: every session ends.
 * - `POST /admin/run-queue`: sends the webhooks that are due. `PUT /admin/settings` `{id, value}`: a setting.
 * - `/admin/faults`, `/admin/refuse`, `/admin/clock`, `/admin/journal` as every fake has them.
 */
const environmentSchema = z.object({
  FAKE_WOOCOMMERCE_PORT: z.coerce.number().int().min(0).max(65_535).default(8093),
  FAKE_WOOCOMMERCE_TLS_PORT: z.coerce.number().int().min(0).max(65_535).default(8094),
  FAKE_WOOCOMMERCE_HOST: z.string().default('127.0.0.1'),
  FAKE_WOOCOMMERCE_SHOP: jsonOf(shopSchema).optional(),
  FAKE_WOOCOMMERCE_DATA_DIR: z.string().min(1).default('.acp-hub/fake-woocommerce'),
  FAKE_WOOCOMMERCE_QUEUE_MS: z.coerce.number().int().min(10).default(2_000),
  FAKE_WOOCOMMERCE_COMPANION_SECRET: z.string().min(32).optional(),
});

async function main(): Promise<void> {
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    console.error(z.prettifyError(environment.error));
    process.exitCode = 1;
    return;
  }
  const own = environment.data;
  const secret = own.FAKE_WOOCOMMERCE_COMPANION_SECRET;
  const shop = await createFakeWooCommerce({
    shop: {
      ...(own.FAKE_WOOCOMMERCE_SHOP ?? canvasAndCo),
      ...(secret !== undefined && { companion: { secret } }),
    },
    dataDir: own.FAKE_WOOCOMMERCE_DATA_DIR,
    queueEveryMs: own.FAKE_WOOCOMMERCE_QUEUE_MS,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void shop.close());
  const plain = await shop.listen(own.FAKE_WOOCOMMERCE_PORT, own.FAKE_WOOCOMMERCE_HOST);
  const secure = await shop.listenSecurely(own.FAKE_WOOCOMMERCE_TLS_PORT, own.FAKE_WOOCOMMERCE_HOST);
  console.log(`Fake WooCommerce at ${plain} and ${secure}, books in ${own.FAKE_WOOCOMMERCE_DATA_DIR}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
