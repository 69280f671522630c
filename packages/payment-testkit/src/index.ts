export { describePaymentProvider, type TestFramework } from './describe-payment-provider';
export type { Booked, Fault, OpenProvider, RunningProvider, TokenKind, Write } from './harness';
export { fails, good } from './expect-result';
