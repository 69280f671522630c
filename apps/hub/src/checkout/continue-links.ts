import { createHmac, timingSafeEqual } from 'node:crypto';
import { isOpen, type CheckoutSession } from '@acp-hub/commerce';
import type { Connection } from '../connectors/connection';

/** Links that let a buyer finish on the merchant's own site; the hub asks the store for the page on each click. */
export class ContinueLinks {
  constructor(
    private readonly baseUrl: string,
    private readonly signingKey: Buffer,
  ) {}

  /**
   * `undefined` where the platform cannot take a buyer over, and where nothing is left to finish: a buyer sent on
   * while a payment is under way could pay twice.
   * @param session with its effective status.
   */
  of({ tenantId, platform }: Connection, session: CheckoutSession): string | undefined {
    if (!platform.capabilities.handOff || !isOpen(session.status)) return undefined;
    return `${this.baseUrl}/continue/${tenantId}/${session.id}/${this.#sign(tenantId, session.id)}`;
  }

  isAuthentic(tenantId: string, sessionId: string, signature: string): boolean {
    const expected = Buffer.from(this.#sign(tenantId, sessionId));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  #sign(tenantId: string, sessionId: string): string {
    return createHmac('sha256', this.signingKey).update(`${tenantId}/${sessionId}`).digest('base64url');
  }
}
