import type { Payment } from '../books/payment';

/** A payment as its merchant sees it: without the token, and with how to authenticate where that was asked for. */
export function viewOf({ token: _token, lapses: _lapses, ...payment }: Payment): object {
  const undecided = payment.authorized === 0 && payment.status !== 'declined';
  return undecided ? { ...payment, authentication: authenticationOf(payment.merchant_id) } : payment;
}

const authenticationOf = (merchantId: string) => ({
  acquirer: {
    bin: '400000',
    country: 'US',
    merchant_id: merchantId,
    merchant_name: 'Sandbox merchant',
    requestor_id: 'sandbox',
  },
  directory_server: 'visa',
  flow_preference: { type: 'challenge', challenge: 'preferred' },
});
