const PRODUCT = `document::text AS document`;
const ENTRY = `product_id, change_seq, deleted_at IS NOT NULL AS is_deleted, ${PRODUCT}`;

export const SIZE = {
  name: 'catalog_size',
  text: `
    SELECT count(*) AS products, coalesce(sum(variant_count), 0) AS variants,
      coalesce((SELECT last_change FROM hub.catalog_syncs WHERE tenant_id = $1 AND connection_id = $2), 0) AS last_change,
      EXISTS (
        SELECT FROM hub.catalog_syncs WHERE tenant_id = $1 AND connection_id = $2 AND synced_to IS NOT NULL
      ) AS is_whole
    FROM hub.catalog_products WHERE tenant_id = $1 AND connection_id = $2 AND deleted_at IS NULL`,
};

/** In the order of the changes, which is nearly that of the pages they lie on. */
const ON_SALE = `FROM hub.catalog_products
    WHERE tenant_id = $1 AND connection_id = $2 AND deleted_at IS NULL ORDER BY change_seq`;

export const WHOLE = { name: 'catalog_whole', text: `SELECT ${PRODUCT} ${ON_SALE}` };

export const DOCUMENTS = { name: 'catalog_documents', text: `SELECT document ${ON_SALE}` };

export const CHANGED_SINCE = {
  name: 'catalog_changed_since',
  text: `
    SELECT ${ENTRY} FROM hub.catalog_products
    WHERE tenant_id = $1 AND connection_id = $2 AND change_seq > $3 ORDER BY change_seq`,
};

/** The paths of the categories that products stand in, each once. */
export const CATEGORIES = {
  name: 'catalog_categories',
  text: `
    SELECT DISTINCT path FROM hub.catalog_products CROSS JOIN LATERAL (
      SELECT (document->'categories')::jsonb AS path
      UNION ALL SELECT json_array_elements(document->'furtherCategories')::jsonb
    ) AS paths
    WHERE tenant_id = $1 AND connection_id = $2 AND deleted_at IS NULL`,
};

/** By an item, or else by the product's own id. */
export const FIND_BY_ITEM = {
  name: 'catalog_find_by_item',
  text: `
    SELECT ${ENTRY} FROM hub.catalog_products
    WHERE tenant_id = $1 AND connection_id = $2 AND product_id = coalesce(
      (SELECT product_id FROM hub.catalog_items WHERE tenant_id = $1 AND connection_id = $2 AND item_id = $3), $3)`,
};
