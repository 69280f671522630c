import type { Product } from '@acp-hub/commerce';
import type {
  Catalogue,
  CatalogueEntry,
  CatalogueReader,
  CatalogueSize,
  ProductDocuments,
} from '../../catalog/ports';
import type { TenantDirectory } from '../tenant-directory';
import type { Statement } from '../tenant-statement';
import { CATEGORIES, CHANGED_SINCE, DOCUMENTS, FIND_BY_ITEM, SIZE, WHOLE } from './reading-statements';

interface ProductRow {
  readonly document: string;
}

interface EntryRow extends ProductRow {
  readonly product_id: string;
  readonly change_seq: string;
  readonly is_deleted: boolean;
}

interface SizeRow {
  readonly products: string;
  readonly variants: string;
  readonly last_change: string;
  readonly is_whole: boolean;
}

/** What a batch aims at; a product of a thousand variants is a batch of its own. */
const BATCH_CHARACTERS = 250_000;
const FIRST_BATCH = 50;
const MOST_AT_ONCE = 1_000;

/** What `documents` has at a time. */
const DOCUMENT_BYTES = [100_000, 4_000_000] as const;

/** As many rows as the last batch's average puts into the aim. */
function sizeBatch(last: readonly ProductRow[] | undefined): number {
  if (last === undefined || last.length === 0) return FIRST_BATCH;
  const characters = last.reduce((sum, { document }) => sum + document.length, 0);
  return Math.min(Math.max(Math.floor((BATCH_CHARACTERS * last.length) / characters), 1), MOST_AT_ONCE);
}

export class PostgresCatalogueReader implements CatalogueReader {
  constructor(private readonly directory: Pick<TenantDirectory, 'open'>) {}

  async size({ tenantId, connectionId }: Catalogue): Promise<CatalogueSize> {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<SizeRow>(SIZE, [tenantId, connectionId]);
    return {
      products: Number(row?.products ?? 0),
      variants: Number(row?.variants ?? 0),
      lastChange: Number(row?.last_change ?? 0),
      isWhole: row?.is_whole === true,
    };
  }

  async *documents({ tenantId, connectionId }: Catalogue): AsyncGenerator<ProductDocuments> {
    const { scope } = await this.directory.open(tenantId);
    yield* scope.copy(DOCUMENTS, [tenantId, connectionId], DOCUMENT_BYTES);
  }

  whole({ tenantId, connectionId }: Catalogue): AsyncIterable<readonly Product[]> {
    return this.#read(tenantId, WHOLE, [tenantId, connectionId], productFromRow);
  }

  changedSince(
    { tenantId, connectionId }: Catalogue,
    changeSeq: number,
  ): AsyncIterable<readonly CatalogueEntry[]> {
    return this.#read(tenantId, CHANGED_SINCE, [tenantId, connectionId, changeSeq], entryFromRow);
  }

  async find({ tenantId, connectionId }: Catalogue, id: string): Promise<CatalogueEntry | undefined> {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<EntryRow>(FIND_BY_ITEM, [tenantId, connectionId, id]);
    return row && entryFromRow(row);
  }

  async categories({ tenantId, connectionId }: Catalogue): Promise<readonly (readonly string[])[]> {
    const { scope } = await this.directory.open(tenantId);
    const rows = await scope.run<{ path: readonly string[] }>(CATEGORIES, [tenantId, connectionId]);
    return rows.map(({ path }) => path).filter((path) => path.length > 0);
  }

  async *#read<Row extends ProductRow, Read>(
    tenantId: string,
    statement: Statement,
    values: readonly unknown[],
    fromRow: (row: Row) => Read,
  ) {
    const { scope } = await this.directory.open(tenantId);
    for await (const rows of scope.stream<Row>(statement, values, sizeBatch)) yield rows.map(fromRow);
  }
}

const productFromRow = ({ document }: ProductRow): Product => JSON.parse(document) as Product;

const entryFromRow = (row: EntryRow): CatalogueEntry => ({
  productId: row.product_id,
  changeSeq: Number(row.change_seq),
  isDeleted: row.is_deleted,
  product: productFromRow(row),
});
