export type { Payment, PaymentEvent } from './books/payment';
export { createFakePsp, type FakePsp, type FakePspOptions } from './fake-psp';
export { fixedTokens, type Behaviour } from './tokens/behaviour';
