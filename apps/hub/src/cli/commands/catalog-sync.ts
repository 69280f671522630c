import { setTimeout as pause } from 'node:timers/promises';
import type { Catalogue, SyncCounts, SyncKind, SyncRecord } from '../../catalog/ports';
import type { SyncEvent } from '../../catalog/sync-observer';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { runJson, runRow } from '../catalogue-rows';
import type { CatalogueTools } from '../catalogue-tools';
import { chooseCatalogues } from '../choose-catalogues';
import { asOperator } from '../operator';
import { progressLine } from '../progress-line';
import type { Surroundings } from '../surroundings';
import { UsageError } from '../usage-error';

export interface SyncOptions {
  tenant?: string;
  connection?: string;
  full?: boolean;
  stock?: boolean;
  acceptRemovals?: boolean;
  json?: boolean;
}

/** A worker gives its turn back after twenty seconds. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 500;

export async function syncCatalogues(options: SyncOptions, surroundings: Surroundings): Promise<void> {
  if (options.acceptRemovals === true && options.full !== true)
    throw new UsageError('--accept-removals needs --full: nothing else finds what is gone.');
  const line = progressLine(surroundings, options);
  const show = ({ kind, catalogue, run }: SyncEvent): void => {
    if (kind === 'progress') line.show({ ...readSoFar(run.kind, run.counts), shop: catalogue.connectionId });
  };
  await asOperator(surroundings, async ({ tenants, catalogueTools }) => {
    const catalogues = await chooseCatalogues(tenants, options);
    const ended: SyncRecord[] = [];
    await catalogueTools(show, async (tools) => {
      for (const catalogue of catalogues) ended.push(...(await bringInStep(tools, catalogue, options)));
    }).finally(() => line.end());
    print(surroundings, { json: ended.map(runJson), human: ended.map(runRow) }, options);
    const troubled = ended.filter(({ state }) => state !== 'done');
    if (troubled.length > 0) throw new ProvisioningError(troubled.map(({ error }) => error ?? '').join('\n'));
  });
}

const readSoFar = (sync: SyncKind, { seen, changed, rejected }: SyncCounts) =>
  ({ stage: 'read', sync, done: seen, of: 'products', changed, leftOut: rejected }) as const;

/** Runs what is wanted to its end. @returns the runs. */
export async function bringInStep(
  { sync, syncs }: Pick<CatalogueTools, 'sync' | 'syncs'>,
  catalogue: Catalogue,
  options: Pick<SyncOptions, 'full' | 'stock' | 'acceptRemovals'>,
): Promise<readonly SyncRecord[]> {
  const wasRead = (await syncs.runs(catalogue, 1_000)).some(
    ({ kind, state }) => kind === 'full' && state !== 'failed',
  );
  const kinds: SyncKind[] = [
    ...(options.full === true || !wasRead ? (['full'] as const) : []),
    ...(options.stock === true ? (['stock'] as const) : []),
  ];
  if (kinds.length === 0) kinds.push('changes');
  const began = Date.now();
  const turn = { kinds, shouldStop: () => false, acceptRemovals: options.acceptRemovals ?? false };
  while ((await sync.execute(catalogue, turn)) === 'busy') {
    if (Date.now() - began > PATIENCE_MS)
      throw new ProvisioningError(
        `${catalogue.connectionId} is being read by a running hub, or disabled; see: hub catalog runs`,
      );
    await pause(AGAIN_MS);
  }
  const latest = await syncs.runs(catalogue, 50);
  return kinds.flatMap((kind) => latest.find((run) => run.kind === kind) ?? []);
}
