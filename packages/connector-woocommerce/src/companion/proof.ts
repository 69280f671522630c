import { createHmac } from 'node:crypto';
import type { PlaceOrder } from '@acp-hub/connector';
import { writeDecimal } from '../amounts';

const VERSION = 1;
/** Long enough for a slow shop, and too short to be of use to anybody else. */
const HOLDS_FOR_S = 5 * 60;

export interface SignedProof {
  readonly acp_proof: string;
  readonly acp_signature: string;
}

export const signWith = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');

/** The hub's word that the order's sum is paid for: without it the gateway lets nobody through. */
export function provePayment(order: PlaceOrder, secret: string, now: Date): SignedProof {
  const { idempotencyKey, sessionId, authorization, expectedTotal, request } = order;
  const claims = {
    v: VERSION,
    session: sessionId,
    key: idempotencyKey,
    payment: authorization?.reference ?? idempotencyKey,
    provider: authorization?.provider ?? 'acp_hub',
    total: writeDecimal(expectedTotal.amount, expectedTotal.currency),
    currency: expectedTotal.currency,
    items: request.items.map(({ id, quantity }) => [id, quantity]),
    exp: Math.floor(now.getTime() / 1_000) + HOLDS_FOR_S,
  };
  const proof = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return { acp_proof: proof, acp_signature: signWith(secret, proof) };
}
