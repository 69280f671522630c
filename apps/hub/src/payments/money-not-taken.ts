import type { Finding } from './findings';

/** A sale that nobody has paid: told once for each payment, whoever finds it first. */
export const moneyNotTaken = (
  paymentId: string,
  amount: number,
  currency: string,
): Pick<Finding, 'code' | 'reference' | 'detail'> => ({
  code: 'money_not_taken',
  reference: paymentId,
  detail: `Payment ${paymentId} of a sale over ${amount} ${currency} (minor units) was not taken. Stop the delivery, and capture it at the provider or cancel the order at the shop.`,
});
