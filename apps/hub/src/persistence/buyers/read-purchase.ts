import type { AttemptSecrets } from '../../payments/ports';
import type { PurchaseRecord } from '../../buyers/ports';
import { openAnswer } from '../checkout/answer-seal';
import { sessionContext } from '../checkout/session-row';
import { orderContext } from '../orders/order-row';
import { attemptContext } from '../payments/attempt-row';
import type { Sealing } from '../sealing';
import type { Tenant } from '../tenant-directory';
import { deliveryContext } from '../webhooks/outbox-repository';
import {
  READ_ANSWERS,
  READ_ATTEMPTS,
  READ_DELIVERIES,
  READ_MOVEMENTS,
  READ_ORDER,
  READ_REFUNDS,
  READ_SESSION,
} from './statements';

type Sealed = { sealed: Buffer | null };
type Keyed = Sealed & { data_key: Buffer | null };
type SessionRow = Keyed & { session_id: string };
type OrderRow = Keyed & { order_id: string };
type AttemptRow = Sealed & { attempt_id: string };
type AnswerRow = { scope: Buffer; status: number; response: Buffer; created_at: Date };
type DeliveryRow = Sealed & { delivery_id: string };

/** Opens everything stored of a purchase. Payment tokens are left out: they are good for money, and for nothing else. */
export async function readPurchase(
  { scope, sealing }: Tenant,
  tenantId: string,
  sessionId: string,
): Promise<PurchaseRecord> {
  const of = [tenantId, sessionId];
  const [session] = await scope.run<SessionRow>(READ_SESSION, of);
  const [order] = await scope.run<OrderRow>(READ_ORDER, of);
  const attempts = await scope.run<AttemptRow>(READ_ATTEMPTS, of);
  const answers = await scope.run<AnswerRow>(READ_ANSWERS, of);
  const deliveries = order && (await scope.run<DeliveryRow>(READ_DELIVERIES, [tenantId, order.order_id]));
  const sessionKey = session?.data_key ?? null;
  const orderKey = order?.data_key ?? null;
  return {
    session_id: sessionId,
    ...(session && {
      session: opened(sealing, session, sessionKey, sessionContext(sessionId), 'buyer_data'),
    }),
    ...(order && { order: opened(sealing, order, orderKey, orderContext(order.order_id), 'buyer_data') }),
    payment_attempts: attempts.map((row) => {
      const { secrets, ...rest } = opened(
        sealing,
        row,
        sessionKey,
        attemptContext(row.attempt_id),
        'secrets',
      );
      return secrets === undefined ? rest : { ...rest, payment: withoutToken(secrets as AttemptSecrets) };
    }),
    money_movements: await scope.run(READ_MOVEMENTS, of),
    refunds: order ? await scope.run(READ_REFUNDS, [tenantId, order.order_id]) : [],
    answers: answers.map(({ status, created_at, scope: key, response }) => ({
      status,
      created_at,
      body: openAnswer(sealing, key, status, response, sessionKey).body,
    })),
    webhook_deliveries: (deliveries ?? []).map((row) =>
      opened(sealing, row, orderKey, deliveryContext(row.delivery_id), 'body'),
    ),
  };
}

/** A row with its ciphertext opened under a name of its own; without it where its key is destroyed. */
function opened<Row extends Sealed, Name extends string>(
  sealing: Sealing,
  row: Row,
  wrappedKey: Buffer | null,
  context: string,
  name: Name,
): Omit<Row, 'sealed' | 'data_key'> & { readonly [Key in Name]?: unknown } {
  const { sealed, data_key: _wrapped, ...rest } = row as Row & { data_key?: Buffer | null };
  const value =
    sealed === null || wrappedKey === null
      ? {}
      : { [name]: sealing.open(sealing.openDataKey(wrappedKey), sealed, context) };
  return { ...rest, ...value };
}

const withoutToken = ({ payment: { token: _token, ...payment } }: AttemptSecrets) => payment;
