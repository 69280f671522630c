import { feedOptionsSchema } from '@acp-hub/feed-formats';
import { join, resolve } from 'node:path';
import type { Catalogue, CatalogueReader } from '../../catalog/ports';
import type { KeptOut } from '../../feeds/verdict-book';
import { valid } from '../../tenants/choices';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import type { CatalogueTools } from '../catalogue-tools';
import { chooseCatalogue } from '../choose-catalogues';
import { everyFormatJson, everyFormatText, type NamedKeptOut } from '../every-format-report';
import { asOperator } from '../operator';
import { progressLine } from '../progress-line';
import { readCount, readJson } from '../read-value';
import type { Surroundings } from '../surroundings';
import { bringInStep } from './catalog-sync';

export interface PublishAllOptions {
  tenant?: string;
  connection?: string;
  folder?: string;
  options: string;
  most: string;
  first?: string;
  json?: boolean;
}

/** Puts the catalogue into a folder in every format, and says of each product that is kept out why and what to do. */
export async function publishAll(options: PublishAllOptions, surroundings: Surroundings): Promise<void> {
  const most = readCount(options.most, '--most');
  const first = options.first === undefined ? undefined : readCount(options.first, '--first');
  const feedOptions = await readJson(options.options, '--options', surroundings);
  valid(feedOptionsSchema, feedOptions, 'the options');
  const line = progressLine(surroundings, options);
  await asOperator(surroundings, async ({ config, tenants, catalogueTools, feedTools }) => {
    const catalogue = await chooseCatalogue(tenants, options);
    const folder = resolve(options.folder ?? join(config.HUB_DATA_DIR, 'feeds'));
    const leftOut = await catalogueTools(
      ({ kind, run }) => {
        if (kind === 'progress') line.show({ stage: 'read', done: run.counts.seen, of: 'products' });
      },
      async (tools) => {
        await readUnlessRead(tools, catalogue);
        return tools.syncs.rejects(catalogue, most);
      },
    );
    await feedTools({}, async ({ reader, publishEveryFormat }) => {
      const published = await publishEveryFormat.execute(catalogue, {
        ...{ folder, options: feedOptions },
        ...(first !== undefined && { first }),
        onProgress: ({ format, encoding }, progress) =>
          line.show({ feed: `${format} as ${encoding}`, ...progress }),
      });
      line.end();
      if (published.kind === 'failed') throw new ProvisioningError(published.error);
      const { formats, book } = published;
      const report = {
        ...{ catalogue, folder, formats, leftOut, remarks: book.remarks },
        size: await reader.size(catalogue),
        ...(first !== undefined && { first }),
        keptOut: await withTitles(reader, catalogue, book.keptOut.slice(0, most)),
        isCut: book.isCut || book.keptOut.length > most,
      };
      print(surroundings, { json: everyFormatJson(report), human: everyFormatText(report) }, options);
    });
  });
}

/** A shop that a hub has never read to the end is read now. @throws ProvisioningError where it cannot be. */
async function readUnlessRead(tools: CatalogueTools, catalogue: Catalogue): Promise<void> {
  const runs = await tools.syncs.runs(catalogue, 1_000);
  if (runs.some(({ kind, state }) => kind === 'full' && (state === 'done' || state === 'held'))) return;
  const [run] = await bringInStep(tools, catalogue, { full: true });
  if (run?.state !== 'done')
    throw new ProvisioningError(
      `The shop could not be read: ${run?.error ?? 'it is being read still'}. See: hub catalog runs`,
    );
}

async function withTitles(
  reader: CatalogueReader,
  catalogue: Catalogue,
  keptOut: readonly KeptOut[],
): Promise<readonly NamedKeptOut[]> {
  const named: NamedKeptOut[] = [];
  for (const one of keptOut) {
    const entry = await reader.find(catalogue, one.productId);
    const title = entry?.product.title ?? '';
    named.push({ ...one, title, itemsInAll: entry?.product.variants.length ?? one.itemIds.length });
  }
  return named;
}
