import { createHash } from 'node:crypto';
import type { RefundOrder } from '@acp-hub/connector';

/**
 * What makes a refund of the hub's known again: its key's digest and the provider's id of the money, behind the reason.
 * WooCommerce keeps the reason of a refund for certain (recorded); what else it keeps depends on its plugins.
 */
export interface RefundMark {
  readonly digest: string;
  readonly reference?: string;
  /** The order was cancelled when it was written: WooCommerce calls it refunded from then on. */
  readonly ofCanceled: boolean;
  /** The reason as it was given. */
  readonly reason?: string;
}

const MARK = /\s*\[acp(?<canceled>-canceled)? (?<digest>[\w-]{16})(?: (?<reference>[^\]\s]+))?\]$/;

export const digestOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, 16);

export function writeReason({ idempotencyKey, reason, reference }: RefundOrder, ofCanceled: boolean): string {
  const name = ofCanceled ? 'acp-canceled' : 'acp';
  const mark = [name, digestOf(idempotencyKey), ...(reference === undefined ? [] : [reference])].join(' ');
  return `${reason ?? ''} [${mark}]`.trim();
}

/** `undefined` for a refund that somebody else wrote. */
export function readReason(text: string): RefundMark | undefined {
  const found = MARK.exec(text);
  const digest = found?.groups?.['digest'];
  if (found === null || digest === undefined) return undefined;
  const reason = text.slice(0, found.index);
  const reference = found.groups?.['reference'];
  const ofCanceled = found.groups?.['canceled'] !== undefined;
  return {
    digest,
    ofCanceled,
    ...(reference !== undefined && { reference }),
    ...(reason !== '' && { reason }),
  };
}
