const TABLES = [
  'checkout_sessions',
  'idempotency_keys',
  'payment_attempts',
  'money_movements',
  'orders',
  'order_timeline',
  'outbox',
];

/** How full the hub's pages may be, which `LIKE` leaves out. */
const SAME_FILLING = `
DO $$
DECLARE filled record;
BEGIN
  FOR filled IN SELECT b.relname, array_to_string(h.reloptions, ', ') AS options
    FROM pg_class h JOIN pg_class b ON b.relname = h.relname AND b.relnamespace = 'bare'::regnamespace
    WHERE h.relnamespace = 'hub'::regnamespace AND h.relkind = 'r' AND h.reloptions IS NOT NULL
  LOOP
    EXECUTE format('ALTER TABLE bare.%I SET (%s)', filled.relname, filled.options);
  END LOOP;
END $$`;

/** The hub's own tables with their keys and indexes, and without row-level security, which is not copied. */
export const CREATE_TABLES = [
  'DROP SCHEMA IF EXISTS bare CASCADE',
  'CREATE SCHEMA bare',
  ...TABLES.map((table) => `CREATE TABLE bare.${table} (LIKE hub.${table} INCLUDING ALL)`),
  SAME_FILLING,
].join(';\n');
