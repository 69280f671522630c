const TABLES = [
  'checkout_sessions',
  'idempotency_keys',
  'payment_attempts',
  'money_movements',
  'orders',
  'order_timeline',
  'outbox',
];

/** The hub's own tables with their keys and indexes, and without row-level security, which is not copied. */
export const CREATE_TABLES = [
  'DROP SCHEMA IF EXISTS bare CASCADE',
  'CREATE SCHEMA bare',
  ...TABLES.map((table) => `CREATE TABLE bare.${table} (LIKE hub.${table} INCLUDING ALL)`),
].join(';\n');
