import { parseCurrency } from '@acp-hub/commerce';
import { z } from 'zod';

/** Integer minor units of the currency beside it: 1999 is $19.99, and ¥1,999. */
export const minorUnits = z.int().min(0).describe('Integer minor units of the currency');

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => parseCurrency(code) !== undefined, 'is not an ISO 4217 currency code')
  .describe('ISO 4217 alphabetic code');

export const identifier = z.string().min(1).max(200);

/** Of a variant: goes into comma-separated lists. */
export const itemIdentifier = identifier
  .regex(/^[^,]+$/)
  .describe('Stable, unique in the store, never reused; no comma');

export const quantity = z.int().min(1).max(1_000_000);

export const timestamp = z.iso.datetime().describe('RFC 3339, UTC');

export const shortText = z.string().min(1).max(300);

/** Opaque; absent on the last page. */
export const nextCursor = z.string().min(1).optional().describe('Absent on the last page');

export const pageSize = z.coerce.number().int().min(1).max(100).optional();
