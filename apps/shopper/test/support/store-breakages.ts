import { randomUUID } from 'node:crypto';
import { answers, rewritten, statuses } from './meddle';
import type { Meddling, ProxiedRequest } from './proxy';

/** What breakages touch of a store's answers. */
interface StoreDocument {
  items?: unknown[];
  totals?: { tax: number };
  unknown_items?: string[];
  order?: { version: number };
}

const isQuote = ({ path }: ProxiedRequest) => path.endsWith('/quotes');

/** Stores that break one rule of the contract each, and the check that must notice. */
export const breakages: readonly { check: string; server: string; meddling: Meddling }[] = [
  {
    check: 'signature.missing',
    server: 'answers unsigned requests with 403',
    meddling: statuses(401, 403),
  },
  {
    check: 'products.paging',
    server: 'loses a product at the end of each page',
    meddling: answers<StoreDocument>(
      (body) => body.items?.pop(),
      ({ path }) => path.includes('limit=7'),
    ),
  },
  {
    check: 'quote.sums',
    server: 'taxes a cent too much',
    meddling: answers<StoreDocument>((body) => {
      if (body.totals !== undefined) body.totals.tax += 1;
    }, isQuote),
  },
  {
    check: 'quote.unknown-item',
    server: 'says nothing of items it does not sell',
    meddling: answers<StoreDocument>((body) => (body.unknown_items = []), isQuote),
  },
  {
    check: 'order.replay',
    server: 'forgets its keys',
    meddling: rewritten('idempotency-key', (value) => (value === undefined ? '' : randomUUID())),
  },
  {
    check: 'order.key-required',
    server: 'does without keys',
    meddling: rewritten('idempotency-key', (value) => value ?? randomUUID()),
  },
  {
    check: 'payment.mismatch',
    server: 'answers wrong sums with 200',
    meddling: statuses(409, 200),
  },
  {
    check: 'refund.record',
    server: 'never raises the version',
    meddling: answers<StoreDocument>((body) => {
      if (body.order !== undefined) body.order.version = 1;
    }),
  },
];
