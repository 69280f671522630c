import type { AuthorizeRequest } from '@acp-hub/payment';

/** The member of `metadata` that an authorise is found by. */
export const KEY_MEMBER = 'acp_idempotency_key';

/** Stripe keeps 50 members of 500 characters; ours come last, so that no note can stand in for them. */
export const metadataOf = ({
  reference,
  metadata,
  idempotencyKey,
}: AuthorizeRequest): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(metadata ?? {}).map(([name, note]) => [name, note.slice(0, 500)])),
  ...(reference.tenantId !== undefined && { acp_merchant: reference.tenantId }),
  acp_session: reference.sessionId,
  acp_attempt: String(reference.attempt),
  ...orderMetadata(reference.orderId),
  [KEY_MEMBER]: idempotencyKey,
});

export const orderMetadata = (orderId: string | undefined): Record<string, string> =>
  orderId === undefined ? {} : { acp_order: orderId };

/** A query of Stripe's search language for one exact key. */
export const searchByKey = (idempotencyKey: string): string =>
  `metadata["${KEY_MEMBER}"]:"${idempotencyKey.replaceAll(/["\\]/g, '\\$&')}"`;
