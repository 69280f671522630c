import type { AuthorizeRequest, MovementRequest } from '@acp-hub/payment';

/** The member of `metadata` that an authorise, or a refund, is found by. */
export const KEY_MEMBER = 'acp_idempotency_key';
/** The member that tells which later authorise went on with the payment after 3-D Secure. */
export const RESUMED_MEMBER = 'acp_resumed_by';
export const SESSION_MEMBER = 'acp_session';

/** Stripe's bounds: 50 members, names of 40 and values of 500 characters. */
const MOST_NOTES = 40;
const LONGEST_NAME = 40;
const LONGEST_VALUE = 500;

/** Ours come last, so that no note can stand in for them. */
export const metadataOf = ({
  reference,
  metadata,
  idempotencyKey,
}: AuthorizeRequest): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(metadata ?? {})
      .slice(0, MOST_NOTES)
      .map(([name, note]) => [name.slice(0, LONGEST_NAME), note.slice(0, LONGEST_VALUE)]),
  ),
  ...(reference.tenantId !== undefined && { acp_merchant: reference.tenantId }),
  [SESSION_MEMBER]: reference.sessionId,
  acp_attempt: String(reference.attempt),
  ...orderMetadata(reference.orderId),
  [KEY_MEMBER]: idempotencyKey,
});

/** What a payment is given once the buyer has been authenticated. */
export const resumedMetadata = ({ reference, idempotencyKey }: AuthorizeRequest): Record<string, string> => ({
  acp_attempt: String(reference.attempt),
  ...orderMetadata(reference.orderId),
  [RESUMED_MEMBER]: idempotencyKey,
});

export const refundMetadata = ({ orderId, idempotencyKey }: MovementRequest): Record<string, string> => ({
  ...orderMetadata(orderId),
  [KEY_MEMBER]: idempotencyKey,
});

export const orderMetadata = (orderId: string | undefined): Record<string, string> =>
  orderId === undefined ? {} : { acp_order: orderId };

/** A query of Stripe's search language for one exact key. */
export const searchByKey = (idempotencyKey: string): string => {
  const value = `"${idempotencyKey.replaceAll(/["\\]/g, '\\$&')}"`;
  return `metadata["${KEY_MEMBER}"]:${value} OR metadata["${RESUMED_MEMBER}"]:${value}`;
};
