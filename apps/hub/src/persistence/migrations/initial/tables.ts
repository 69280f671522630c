import { CATALOG_TABLES } from './catalog-tables';
import { FEED_TABLES } from './feed-tables';
import { MERCHANT_TABLES } from './merchant-tables';
import { NEWS_TABLES } from './news-tables';
import { SALE_TABLES } from './sale-tables';

/** Every table of a tenant; each primary key begins with `tenant_id`. */
export const TENANT_TABLES = [
  'tenants',
  'connections',
  'connection_values',
  'agents',
  'agent_tokens',
  'checkout_sessions',
  'idempotency_keys',
  'payment_attempts',
  'money_movements',
  'findings',
  'orders',
  'order_timeline',
  'refunds',
  'outbox',
  'webhook_deliveries',
  'operators',
  'platform_events',
  'catalog_products',
  'catalog_items',
  'catalog_syncs',
  'catalog_runs',
  'catalog_seen',
  'catalog_rejects',
  'catalog_hints',
  'feeds',
  'feed_runs',
] as const;

/**
 * `sealed` columns hold AES-256-GCM ciphertext; `data_key` the row's own key, wrapped by the tenant's. `run_at`,
 * `relay_at`, `money_run_at` and `payment_check_at` say when a worker has something to do and are NULL when it has
 * not: the small indexes over them serve the scans for due rows, and no other statement is led to walk them for a row
 * it knows by its key. Primary keys begin with the tenant; other indexes end with it, because a plan made while a table
 * is young takes any index that begins with a column it knows for a good one, and one tenant may own the whole table.
 * `idempotency_keys` has no index by session: a key learns its session when it is answered, and an index over what that
 * UPDATE sets took all of its heap-only updates away (20,000 of 20,000; a tenth more WAL for every request). What looks
 * keys up by session reads those of 48 hours, and is an operator's command.
 */
export const TABLES = [MERCHANT_TABLES, SALE_TABLES, NEWS_TABLES, CATALOG_TABLES, FEED_TABLES].join('');
