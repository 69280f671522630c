/** Renews the turn, and keeps other writers of the catalogue out until the transaction ends. */
export const RENEW_TURN = {
  name: 'catalog_renew_turn',
  text: `
    UPDATE hub.catalog_syncs SET lease_until = now() + $4 * interval '1 millisecond'
    WHERE tenant_id = $1 AND connection_id = $2 AND lease = $3 RETURNING 1`,
};

/**
 * For the rest of a transaction: its commit does not wait for the disk. Should a crash of PostgreSQL take a batch away, how
 * far the run had come goes with it, and the platform is asked for it again; whatever is committed durably later brings it
 * along.
 */
export const WAIT_FOR_NO_DISK = {
  name: 'catalog_wait_for_no_disk',
  text: `SELECT set_config('synchronous_commit', 'off', true)`,
};

/**
 * Which of the products are new, differ or were gone, whether they are on sale now, and of each an item that a product beside them has. Each is looked
 * up by its key: while a catalogue is first filled, the planner takes it for empty and would read it whole. Items are
 * an array of arrays.
 */
export const COMPARE = {
  name: 'catalog_compare',
  text: `
    SELECT g.product_id, stored.content_hash IS NOT NULL AS is_stored, clash.product_id AS other_id, clash.item_id
    FROM ROWS FROM (unnest($3::text[], $4::bytea[]), json_array_elements($5::json))
      AS g (product_id, content_hash, items)
    LEFT JOIN LATERAL (
      SELECT p.content_hash FROM hub.catalog_products p
      WHERE p.tenant_id = $1 AND p.connection_id = $2 AND p.product_id = g.product_id AND p.deleted_at IS NULL LIMIT 1
    ) stored ON true
    LEFT JOIN LATERAL (
      SELECT other.product_id, item.value AS item_id FROM json_array_elements_text(g.items) item
      CROSS JOIN LATERAL (
        SELECT i.product_id FROM hub.catalog_items i
        WHERE i.tenant_id = $1 AND i.connection_id = $2 AND i.item_id = item.value LIMIT 1
      ) other
      WHERE other.product_id <> ALL ($3::text[]) LIMIT 1
    ) clash ON true
    WHERE stored.content_hash IS DISTINCT FROM g.content_hash`,
};

/**
 * Items that the products had and have no more; run before they are written, and for none that is new: without
 * statistics the planner may read all there is.
 */
export const DROP_ITEMS = {
  name: 'catalog_drop_items',
  text: `
    DELETE FROM hub.catalog_items WHERE tenant_id = $1 AND connection_id = $2 AND item_id = ANY (ARRAY(
      SELECT unnest(stored.item_ids) FROM unnest($3::text[]) AS g (product_id) CROSS JOIN LATERAL (
        SELECT p.item_ids FROM hub.catalog_products p
        WHERE p.tenant_id = $1 AND p.connection_id = $2 AND p.product_id = g.product_id AND p.deleted_at IS NULL LIMIT 1
      ) stored
      EXCEPT SELECT unnest($4::text[])
    ))`,
};

/** Items that are new or moved to another product. */
export const ADD_ITEMS = {
  name: 'catalog_add_items',
  text: `
    INSERT INTO hub.catalog_items AS i (tenant_id, connection_id, item_id, product_id)
    SELECT $1, $2, g.item_id, g.product_id FROM unnest($3::text[], $4::text[]) AS g (item_id, product_id)
    ON CONFLICT (tenant_id, connection_id, item_id) DO UPDATE SET product_id = excluded.product_id
    WHERE i.product_id <> excluded.product_id`,
};

const NUMBERED = `
    WITH numbered AS (
      UPDATE hub.catalog_syncs SET last_change = last_change + cardinality($3::text[])
      WHERE tenant_id = $1 AND connection_id = $2
      RETURNING last_change - cardinality($3::text[]) AS before
    )`;

/**
 * Documents are a JSON array, items one of arrays: what is JSON already is not quoted once more, as an array of texts
 * would have it.
 */
export const WRITE_PRODUCTS = {
  name: 'catalog_write_products',
  text: `${NUMBERED}
    INSERT INTO hub.catalog_products (tenant_id, connection_id, product_id, content_hash, document, item_ids,
      variant_count, change_seq, changed_at)
    SELECT $1, $2, g.product_id, g.content_hash, g.document, items.ids, cardinality(items.ids), before + g.number, $7
    FROM numbered
    CROSS JOIN ROWS FROM (unnest($3::text[], $4::bytea[]), json_array_elements($5::json), json_array_elements($6::json))
      WITH ORDINALITY AS g (product_id, content_hash, document, items, number)
    CROSS JOIN LATERAL (SELECT ARRAY(SELECT json_array_elements_text(g.items)) AS ids) items
    ON CONFLICT (tenant_id, connection_id, product_id) DO UPDATE SET content_hash = excluded.content_hash,
      document = excluded.document, item_ids = excluded.item_ids, variant_count = excluded.variant_count,
      change_seq = excluded.change_seq, changed_at = excluded.changed_at, deleted_at = NULL`,
};

/** Of the products named, those that are on sale. */
export const ON_SALE_AMONG = {
  name: 'catalog_on_sale_among',
  text: `
    SELECT product_id FROM hub.catalog_products
    WHERE tenant_id = $1 AND connection_id = $2 AND product_id = ANY ($3::text[]) AND deleted_at IS NULL`,
};

export const REMOVE_PRODUCTS = {
  name: 'catalog_remove_products',
  text: `${NUMBERED}
    UPDATE hub.catalog_products p SET change_seq = before + g.number, changed_at = $4, deleted_at = $4
    FROM numbered CROSS JOIN unnest($3::text[]) WITH ORDINALITY AS g (product_id, number)
    WHERE p.tenant_id = $1 AND p.connection_id = $2 AND p.product_id = g.product_id AND p.product_id = ANY ($3::text[])`,
};

export const NOTE_SEEN = {
  name: 'catalog_note_seen',
  text: `INSERT INTO hub.catalog_seen (tenant_id, run_id, page, product_ids) VALUES ($1, $2, $3, $4)`,
};

/** Told again with the same words, a rejection is not written again. */
export const NOTE_REJECTS = {
  name: 'catalog_note_rejects',
  text: `
    INSERT INTO hub.catalog_rejects AS r (tenant_id, connection_id, product_id, title, reason, rejected_at)
    SELECT $1, $2, g.product_id, g.title, g.reason, $6
    FROM unnest($3::text[], $4::text[], $5::text[]) AS g (product_id, title, reason)
    ON CONFLICT (tenant_id, connection_id, product_id)
    DO UPDATE SET title = excluded.title, reason = excluded.reason, rejected_at = excluded.rejected_at
    WHERE (r.title, r.reason) IS DISTINCT FROM (excluded.title, excluded.reason)`,
};

export const FORGET_REJECTS = {
  name: 'catalog_forget_rejects',
  text: `
    DELETE FROM hub.catalog_rejects WHERE tenant_id = $1 AND connection_id = $2 AND product_id = ANY ($3::text[])`,
};

export const PROGRESS_RUN = {
  name: 'catalog_progress_run',
  text: `
    UPDATE hub.catalog_runs SET phase = $3, cursor = $4, counts = $5, progressed_at = $6, error = NULL
    WHERE tenant_id = $1 AND run_id = $2`,
};

/**
 * For the rest of a transaction, tables are joined as a whole. A catalogue that was just filled has no statistics yet:
 * the planner takes both sides for a handful and would compare each row of one with each of the other.
 */
export const JOIN_AS_A_WHOLE = {
  name: 'catalog_join_as_a_whole',
  text: `SELECT set_config('enable_nestloop', 'off', true)`,
};

/** What run `$3` has seen, which is spread over its pages. What joins it runs after `JOIN_AS_A_WHOLE`. */
export const SEEN = `
    WITH seen AS MATERIALIZED (
      SELECT DISTINCT id FROM hub.catalog_seen s CROSS JOIN unnest(s.product_ids) AS id
      WHERE s.tenant_id = $1 AND s.run_id = $3
    )`;

const unseen = (columns: string, rest: string) => `${SEEN}
    SELECT ${columns} FROM hub.catalog_products p LEFT JOIN seen ON seen.id = p.product_id
    WHERE p.tenant_id = $1 AND p.connection_id = $2 AND p.deleted_at IS NULL ${rest}`;

export const COUNT_UNSEEN = {
  name: 'catalog_count_unseen',
  text: unseen(`count(*) AS on_sale, count(*) FILTER (WHERE seen.id IS NULL) AS unseen`, ''),
};

export const UNSEEN = {
  name: 'catalog_unseen',
  text: unseen(
    'p.product_id, p.item_ids',
    'AND seen.id IS NULL AND p.product_id > $4 ORDER BY p.product_id LIMIT $5',
  ),
};

export const AFTER = {
  name: 'catalog_after',
  text: `
    SELECT document::text AS document FROM hub.catalog_products
    WHERE tenant_id = $1 AND connection_id = $2 AND product_id > $3 AND deleted_at IS NULL
    ORDER BY product_id LIMIT $4`,
};

export const NAMED = {
  name: 'catalog_named',
  text: `
    SELECT document::text AS document FROM hub.catalog_products
    WHERE tenant_id = $1 AND connection_id = $2 AND product_id = ANY ($3::text[]) AND deleted_at IS NULL`,
};
