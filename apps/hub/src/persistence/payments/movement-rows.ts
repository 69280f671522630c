import type { NewId } from '../../ids';
import type { Attempt } from '../../payments/ports';
import type { Movement } from '../../payments/saga';

/** What an attempt moved, as rows of `money_movements`. @param orderId of the sale, where there is one by now. */
export const movementRows = (
  newId: NewId,
  { stored, saga }: Attempt,
  movements: readonly Movement[],
  orderId?: string,
) =>
  movements.map((movement) => ({
    id: newId('mov'),
    session_id: stored.session.id,
    order_id: orderId ?? null,
    kind: movement.kind,
    amount: movement.amount,
    currency: saga.currency,
    provider: saga.provider,
    reference: movement.reference,
    platform_reference: saga.order?.platformOrderId ?? null,
    mode: stored.mode,
  }));
