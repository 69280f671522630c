import { ConnectorError, type RejectionReason } from '@acp-hub/connector';
import { z } from 'zod';
import { plainLine } from '../plain-text';
import type { RestRefusal } from './rest-request';

const errorBody = z.object({ code: z.string(), message: z.string().catch(''), data: z.unknown() });

/**
 * WooCommerce's error in a body, where there is one. Fatal errors of PHP and maintenance have the same form with codes
 * of WordPress's own, and refuse nothing.
 */
export function readRefusal(status: number, body: unknown): RestRefusal | undefined {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success || (status >= 500 && !parsed.data.code.startsWith('woocommerce_'))) return undefined;
  const { code, message, data } = parsed.data;
  return { kind: 'refused', status, code, message: plainLine(message), data };
}

/** A definite refusal as the hub knows it: nothing was applied. */
export const rejection = (
  reason: RejectionReason,
  message: string,
  refusal?: Pick<RestRefusal, 'status'>,
): ConnectorError =>
  new ConnectorError(
    { kind: 'rejected', reason },
    message,
    'not_applied',
    refusal === undefined ? {} : { status: refusal.status },
  );

/** Of a call that has no refusal of its own. */
export const unexpected = (what: string, refusal: RestRefusal): ConnectorError =>
  rejection({ code: 'other' }, `The shop refused ${what}: ${refusal.message} (${refusal.code})`, refusal);
