import type { AnyRecord } from '../books/records';

/** What the API shows of a record. */
export function viewOf(record: AnyRecord): object {
  const { account: _account, ...shown } = record;
  switch (shown.object) {
    case 'payment_intent': {
      const { granted_token: _token, ...intent } = shown;
      return intent;
    }
    case 'shared_payment.granted_token': {
      const { payment_method: _card, ...token } = shown;
      return token;
    }
    case 'dispute':
      return { ...shown, balance_transactions: shown.balance_transactions.map(viewOf) };
    case 'charge':
    case 'refund':
    case 'balance_transaction':
    case 'webhook_endpoint':
      return shown;
  }
}
