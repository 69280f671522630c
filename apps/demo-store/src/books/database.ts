import type { StoreEvent, WireQuoteRequest } from '@acp-hub/store-contract';
import type { AbstractSublevel } from 'abstract-level';
import { ClassicLevel } from 'classic-level';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ItemState } from '../catalogue/shelf-item';
import type { KeyRecord, OrderRecord } from './order-record';

export type Database = ClassicLevel<string, unknown>;

export interface QuoteRecord {
  readonly request: WireQuoteRequest;
  /** RFC 3339 UTC. */
  readonly expiresAt: string;
}

/** Opens, or makes, a merchant's database. One process at a time. */
export async function openDatabase(folder: string): Promise<Database> {
  await mkdir(dirname(folder), { recursive: true });
  const database = new ClassicLevel<string, unknown>(folder, { valueEncoding: 'json' });
  await database.open();
  return database;
}

type Table<Row> = AbstractSublevel<Database, string | Buffer | Uint8Array, string, Row>;

const table = <Row>(database: Database, name: string): Table<Row> =>
  database.sublevel<string, Row>(name, { valueEncoding: 'json' });

/** The tables of a merchant. */
export const openTables = (database: Database) => ({
  orders: table<OrderRecord>(database, 'orders'),
  /** Order number → order id. */
  numbers: table<string>(database, 'numbers'),
  /** Idempotency key → what it made. */
  keys: table<KeyRecord>(database, 'keys'),
  /** Sequence → order id: the list of changes. */
  changes: table<string>(database, 'changes'),
  /** `<held until> <order id>` → order id. */
  holds: table<string>(database, 'holds'),
  items: table<ItemState>(database, 'items'),
  /** Product id → time of removal. */
  removals: table<string>(database, 'removals'),
  couponUses: table<number>(database, 'coupon-uses'),
  quotes: table<QuoteRecord>(database, 'quotes'),
  /** Sequence → event not yet delivered. */
  outbox: table<StoreEvent>(database, 'outbox'),
  counters: table<number>(database, 'counters'),
});

export type Tables = ReturnType<typeof openTables>;
