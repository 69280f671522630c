import { paymentId, type Payment, type PaymentReadResult } from '@acp-hub/payment';
import type { Connection } from '../../connectors/connection';
import type { Sale } from './ports';

/** The provider's present view. A payment that another provider took than the connection's is unknown to it. */
export async function lookAtPayment(
  { payment: { providerId, account } }: Connection,
  sale: Sale | undefined,
): Promise<PaymentReadResult<Payment | undefined>> {
  if (sale === undefined || sale.provider !== providerId) return { ok: true, value: undefined };
  return account.retrieve(paymentId(sale.paymentId));
}
