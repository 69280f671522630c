import type { Product } from '@acp-hub/commerce';
import { Client } from 'pg';
import { writeProduct } from './made-up-product';

const AT_ONCE = 1_000;

export interface StockedCatalogue {
  readonly tenantId: string;
  readonly connectionId: string;
}

const INSERT = `
  INSERT INTO hub.catalog_products (tenant_id, connection_id, product_id, content_hash, document, item_ids,
    variant_count, change_seq, changed_at)
  SELECT $1, $2, p ->> 'id', sha256(convert_to(p::text, 'UTF8')), p,
    ARRAY(SELECT v ->> 'id' FROM json_array_elements(p -> 'variants') v), json_array_length(p -> 'variants'), seq, now()
  FROM unnest($3::json[], $4::bigint[]) AS made (p, seq)`;

/** One in so many products changes, spread over the whole table. */
const CHANGE = `
  WITH top AS (SELECT max(change_seq) AS seq, count(*) AS products FROM hub.catalog_products),
  chosen AS (
    SELECT product_id, row_number() OVER () AS n FROM hub.catalog_products, top
    WHERE change_seq % greatest(1, top.products / $1) = 0 LIMIT $1)
  UPDATE hub.catalog_products p SET change_seq = top.seq + chosen.n, changed_at = now()
  FROM chosen, top WHERE p.product_id = chosen.product_id
  RETURNING top.seq::text AS before`;

/** The merchant's catalogue in the hub's table, filled past the hub. */
export class CatalogueStock {
  private constructor(
    private readonly client: Client,
    readonly catalogue: StockedCatalogue,
  ) {}

  /** @param url as the owner. */
  static async open(url: string): Promise<CatalogueStock> {
    const client = new Client(url);
    await client.connect();
    const { rows } = await client.query<{ tenant_id: string; connection_id: string }>(
      'SELECT tenant_id, connection_id FROM hub.connections',
    );
    const [row] = rows;
    if (row === undefined) throw new Error('There is no connection to stock.');
    return new CatalogueStock(client, { tenantId: row.tenant_id, connectionId: row.connection_id });
  }

  /** @returns how many variants there are: at least as many as asked for. */
  async fill(variants: number): Promise<number> {
    let stored = 0;
    for (let number = 0; stored < variants;) {
      const products: Product[] = [];
      while (products.length < AT_ONCE && stored < variants) {
        const product = writeProduct((number += 1));
        stored += product.variants.length;
        products.push(product);
      }
      await this.client.query(INSERT, [
        ...[this.catalogue.tenantId, this.catalogue.connectionId],
        products.map((product) => JSON.stringify(product)),
        products.map((_, index) => number - products.length + index + 1),
      ]);
    }
    await this.client.query('VACUUM ANALYZE hub.catalog_products');
    await this.client.query('CHECKPOINT');
    return stored;
  }

  /** Changes products. @returns the last change before. */
  async change(products: number): Promise<number> {
    const { rows } = await this.client.query<{ before: string }>(CHANGE, [products]);
    if (rows.length !== products) throw new Error(`${rows.length} products changed instead of ${products}.`);
    return Number(rows[0]?.before);
  }

  stop = (): Promise<void> => this.client.end();
}
