export type {
  BalanceTransaction,
  Charge,
  Dispute,
  GrantedToken,
  PaymentIntent,
  Refund,
} from './books/records';
export { testCards } from './books/cards';
export { signatureOf } from './events/deliver';
export { createFakeStripe, type FakeStripe, type FakeStripeOptions } from './fake-stripe';
