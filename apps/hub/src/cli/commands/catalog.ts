import type { Command } from 'commander';
import { print } from '../answer';
import { runJson, runRow } from '../catalogue-rows';
import { chooseCatalogues, CONNECTION_OPTION } from '../choose-catalogues';
import { TENANT_OPTION } from '../choose-tenant';
import { asOperator } from '../operator';
import { readCount } from '../read-value';
import type { Surroundings } from '../surroundings';
import { syncCatalogues, type SyncOptions } from './catalog-sync';

interface CommonOptions {
  tenant?: string;
  connection?: string;
  json?: boolean;
}

/** Rejected products shown without being asked for more. */
const MOST_REJECTS = 20;

export function addCatalogCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('catalog').description('what merchants sell, in step with their platforms');
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option(...TENANT_OPTION)
      .option(...CONNECTION_OPTION)
      .option('--json', 'one JSON document');
  command('sync', 'take in what changed; everything, the first time')
    .option('--full', 'everything, and find what is gone')
    .option('--stock', 'price and stock of what is known')
    .option('--accept-removals', 'with --full: remove what is gone, however much it is')
    .action((options: SyncOptions) => syncCatalogues(options, surroundings));
  command('status', 'how much is on sale, when it was last read, and which products are left out')
    .option('--most <n>', 'how many of those left out', String(MOST_REJECTS))
    .action((options: CommonOptions & { most: string }) => status(options, surroundings));
  command('runs', 'every run of the last 30 days, the latest first')
    .option('--most <n>', 'how many at most', '50')
    .action((options: CommonOptions & { most: string }) => runs(options, surroundings));
}

async function runs(options: CommonOptions & { most: string }, surroundings: Surroundings): Promise<void> {
  const most = readCount(options.most, '--most');
  await asOperator(surroundings, async ({ tenants, catalogueTools }) => {
    const catalogues = await chooseCatalogues(tenants, options);
    const found = await catalogueTools(
      () => undefined,
      async ({ syncs }) => (await Promise.all(catalogues.map((each) => syncs.runs(each, most)))).flat(),
    );
    print(surroundings, { json: found.map(runJson), human: found.map(runRow) }, options);
  });
}

async function status(options: CommonOptions & { most: string }, surroundings: Surroundings): Promise<void> {
  const most = readCount(options.most, '--most');
  await asOperator(surroundings, async ({ tenants, catalogueTools }) => {
    const catalogues = await chooseCatalogues(tenants, options);
    const found = await catalogueTools(
      () => undefined,
      ({ reader, syncs }) =>
        Promise.all(
          catalogues.map(async (each) => {
            const [last] = await syncs.runs(each, 1);
            return { ...each, ...(await reader.size(each)), last, rejects: await syncs.rejects(each, most) };
          }),
        ),
    );
    const json = found.map((each) => ({
      connection_id: each.connectionId,
      products: each.products,
      variants: each.variants,
      last_run: each.last === undefined ? null : runJson(each.last),
      left_out: each.rejects.map(({ productId, title, reason }) => ({
        product_id: productId,
        title,
        reason,
      })),
    }));
    const sizes = found.map((each) => ({
      shop: each.connectionId,
      products: each.products,
      variants: each.variants,
      'last run': each.last?.kind,
      state: each.last?.state,
      at: each.last?.progressedAt.toISOString(),
      why: each.last?.error,
    }));
    const rejects = found.flatMap((each) =>
      each.rejects.map(({ productId, title, reason }) => ({ 'left out': productId, title, why: reason })),
    );
    print(surroundings, { json, human: sizes }, options);
    if (options.json !== true && rejects.length > 0) {
      surroundings.write('\n');
      print(surroundings, { json, human: rejects }, options);
    }
  });
}
