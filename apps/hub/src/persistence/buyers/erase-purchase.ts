import { effectiveStatus, type CheckoutStatus } from '@acp-hub/commerce';
import type { Erased } from '../../buyers/ports';
import { sessionContext, type SessionRow } from '../checkout/session-row';
import type { Tenant } from '../tenant-directory';
import {
  ERASE_ANSWERS,
  ERASE_ATTEMPTS,
  ERASE_ORDER,
  ERASE_SESSION,
  FIND_OPEN_ATTEMPT,
  LOCK_SESSION,
} from './statements';

type State = SessionRow['state'];

/**
 * A session gets a new key that seals nothing, so that whoever reads or writes it later finds it whole. Answers go
 * with their keys: the digest of a request is a trace of what was in it.
 */
export const erasePurchase = (
  { scope, sealing }: Tenant,
  tenantId: string,
  sessionId: string,
  now: Date,
): Promise<Erased> =>
  scope.transaction(async (transaction) => {
    const of = [tenantId, sessionId];
    const [session] = await transaction.run<{ status: CheckoutStatus; state: State }>(LOCK_SESSION, of);
    if ((await transaction.run(FIND_OPEN_ATTEMPT, of)).length > 0) return 'payment_under_way';
    if (session !== undefined) {
      const key = sealing.newDataKey();
      const state = JSON.stringify(ended(session.state, now));
      const sealed = sealing.seal(key, {}, sessionContext(sessionId));
      await transaction.run(ERASE_SESSION, [...of, state, sealed, key.wrapped, now]);
    }
    await transaction.run(ERASE_ANSWERS, of);
    await transaction.run(ERASE_ATTEMPTS, of);
    await transaction.run(ERASE_ORDER, of);
    return 'erased';
  });

/** A checkout that is still open ends now. */
function ended(state: State, now: Date): State {
  const isOpen = effectiveStatus({ ...state, expiresAt: new Date(0).toISOString() }, now) === 'expired';
  return isOpen ? { ...state, expiresAt: now.toISOString() } : state;
}
