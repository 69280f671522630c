import type { AuthenticationMetadata } from './authentication';
import type { CancelCheckout, CompleteCheckout, CreateCheckout, UpdateCheckout } from './commands';
import type { Currency } from './currency';
import type { SessionId } from './ids';
import type { Message } from './message';
import type { Quote, QuoteRequest } from './quote';
import type { CheckoutSession, SessionOrder } from './session';

/** Everything that can happen to a checkout session. */
export type CheckoutEvent =
  | {
      readonly type: 'create';
      readonly id: SessionId;
      readonly command: CreateCheckout;
      readonly storeCurrency: Currency;
      readonly lifetimeMs: number;
    }
  | { readonly type: 'update'; readonly command: UpdateCheckout }
  /** The store answered the `request_quote` of the event before; sets lines, totals, messages and readiness. */
  | { readonly type: 'quoted'; readonly quote: Quote }
  /** The agent asks to pay. Takes the command's buyer and notes over; rejected when the session is not ready. */
  | {
      readonly type: 'complete';
      readonly command: CompleteCheckout;
      readonly offeredChannels: readonly string[];
    }
  /**
   * At complete: the store's fresh quote differs from what the buyer accepted. Back to ready, with
   * `price_change`; or not ready; or, like `quoted`, with one more `request_quote` to be answered.
   */
  | { readonly type: 'quote_changed'; readonly quote: Quote }
  /**
   * The provider wants 3-D Secure. Where the agent said that it cannot run it the session becomes
   * `requires_escalation`: the attempt is over, and its effects are to be undone.
   */
  | { readonly type: 'authentication_requested'; readonly metadata: AuthenticationMetadata }
  /** The attempt ended for good with all its effects undone; the session may be tried again. */
  | { readonly type: 'attempt_failed'; readonly message: Message }
  | { readonly type: 'order_placed'; readonly order: SessionOrder }
  | { readonly type: 'cancel'; readonly command: CancelCheckout }
  | { readonly type: 'expire' };

/** What must be done in the world because of a transition. */
export type CheckoutEffect =
  | { readonly type: 'request_quote'; readonly request: QuoteRequest }
  /** The session ended: a held order of an earlier attempt, if any, is to be cancelled. */
  | { readonly type: 'release_held_order' };

export type CheckoutRejection =
  /** Cancel or change of a session that is completed, canceled or expired. */
  | { readonly reason: 'closed'; readonly status: CheckoutSession['status'] }
  /** A payment attempt is open: nothing may change until it ends. */
  | { readonly reason: 'payment_in_progress' }
  | { readonly reason: 'unsupported_currency'; readonly currency: string; readonly supported: Currency }
  /** None of the items asked for is known to the store. */
  | { readonly reason: 'no_known_item'; readonly index: number }
  /** Complete: the error messages that stand against it; they are stored with the session too. */
  | { readonly reason: 'not_ready'; readonly messages: readonly Message[] }
  /** 3-D Secure was asked for and the result is missing. */
  | { readonly reason: 'authentication_result_missing' }
  /** A result of 3-D Secure for a session that never asked for it: it belongs to another. */
  | { readonly reason: 'authentication_result_unexpected' }
  /** The event does not belong to this state at all: a bug of the caller, never the agent's doing. */
  | {
      readonly reason: 'illegal';
      readonly status: CheckoutSession['status'] | 'none';
      readonly event: CheckoutEvent['type'];
    };

export type CheckoutTransition =
  | { readonly kind: 'ok'; readonly session: CheckoutSession; readonly effects: readonly CheckoutEffect[] }
  | { readonly kind: 'rejected'; readonly rejection: CheckoutRejection; readonly session?: CheckoutSession };
