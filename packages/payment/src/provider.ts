import type { Dispatcher } from 'undici';
import type { ZodType } from 'zod';
import type { PaymentAccount } from './account';
import type { PaymentHandler } from './handler';

/**
 * A way to be paid. One object with data and two functions; it knows no protocol, no session and no order.
 *
 * | here | Stripe shared payment token | Adyen | Worldpay | Braintree |
 * |---|---|---|---|---|
 * | `token` | `payment_method_data.shared_payment_granted_token` | delegated token scoped to the merchant account | `paymentInstrument {type: delegate, sessionHref}` | payment method nonce |
 * | `flow` | `authorize_capture` (`capture_method: manual`); `captured` where the method cannot | `authorize_capture` | `authorize_capture` | `authorize_capture` (`submitForSettlement: false`) |
 * | `idempotencyKey` | `Idempotency-Key` | `Idempotency-Key` | `transactionReference`, unique | none: `orderId` and a search before a retry |
 * | `reference`, `findPayment` | `metadata`, and the replay of the key (its search lags) | `merchantReference` and the replay of the key | query by `transactionReference` | search by `orderId` |
 * | `capture` | `paymentIntents.capture` | `/payments/{psp}/captures`, `pending` until the webhook | settle link | `submitForSettlement` |
 * | `void` | `paymentIntents.cancel` | `/payments/{psp}/cancels` | cancel link | `void` |
 * | `refund` | `refunds.create` | `/payments/{psp}/refunds`, `pending` | refund link | `refund`, only once settled: else `wrong_state` |
 * | `declined` | 402 with the intent in the error | `resultCode: Refused` | `outcome: refused` | `processor_declined`, `gateway_rejected` |
 * | `requires_authentication` | `requires_action` | `IdentifyShopper`, `ChallengeShopper` | `3dsDeviceDataRequired`, `3dsChallenged` | its own 3DS result is passed on |
 */
export interface PaymentProvider<Config = unknown> {
  readonly specVersion: 1;
  /** Stable, lower case, e.g. `sandbox`; stored with accounts and movements. */
  readonly id: string;
  readonly displayName: string;
  /** Validates what a merchant enters; secrets carry `.meta({ secret: true })` and are stored encrypted. */
  readonly configSchema: ZodType<Config>;
  readonly capabilities: PaymentCapabilities;

  /**
   * What is wrong with a config in that mode, e.g. a test key for real money: the setting, and what to do. Pure, and
   * asked before the config is stored; `undefined` where nothing is.
   */
  modeProblem?(config: Config, mode: PaymentMode): string | undefined;

  /** What agents are told about this account; pure. */
  describeHandler(config: Config): PaymentHandler;

  /** Opens an account without calling it. @throws RangeError on a mode that `capabilities.modes` does not list. */
  connect(config: Config, context: PaymentContext): PaymentAccount;
}

/** Declared once, and read by the hub, the tests and the documentation. */
export interface PaymentCapabilities {
  /**
   * - `authorize_capture`: reserves first; a single method may still answer `captured`.
   * - `capture_only`: takes the money at once; undone by a refund.
   * - `platform`: the shop's platform takes the token with the order; every write here is `unsupported`.
   */
  readonly flow: 'authorize_capture' | 'capture_only' | 'platform';
  readonly refunds: 'partial' | 'full' | 'none';
  readonly threeDs: boolean;
  readonly webhooks: boolean;
  readonly modes: readonly PaymentMode[];
}

/** Whether money is real. Fixed for an account's life. */
export type PaymentMode = 'test' | 'live';

export interface PaymentContext {
  readonly mode: PaymentMode;
  /**
   * Guarded connections: no private addresses in live mode, no redirects. A call that takes longer than
   * `deadlineMs` fails, a write with `outcome: 'unknown'`.
   */
  readonly transport: { readonly dispatcher: Dispatcher; readonly deadlineMs: number };
  readonly clock: { now(): Date };
  readonly logger: PaymentLogger;
}

/** The part of a pino logger that providers use. */
export interface PaymentLogger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
