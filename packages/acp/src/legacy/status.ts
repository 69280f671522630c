import type { CheckoutSession, ErrorCode, FulfillmentOption, Message } from '@acp-hub/commerce';
import type { SessionView } from '../views';

/** The states of 2025-12-12 and 2026-01-16. */
export type LegacyStatus =
  | 'not_ready_for_payment'
  | 'authentication_required'
  | 'ready_for_payment'
  | 'in_progress'
  | 'completed'
  | 'canceled';

export type LegacyOption = Extract<FulfillmentOption, { type: 'shipping' | 'digital' }>;

/** Pick-up and local delivery came with 2026-01-30. */
export const legacyOptions = (session: CheckoutSession): LegacyOption[] =>
  session.options.filter((option) => option.type === 'shipping' || option.type === 'digital');

const info = (content: string): Message => ({ type: 'info', content, contentType: 'plain' });

const error = (code: ErrorCode, content: string, param?: string): Message => ({
  type: 'error',
  code,
  content,
  contentType: 'plain',
  ...(param === undefined ? {} : { param }),
});

const optionsParam = '$.fulfillment_options';

/** Why a session that could be paid cannot be in a version that lacks its way of delivery. */
function deliveryObstacle(session: CheckoutSession): Message | undefined {
  if (session.options.length > 0 && legacyOptions(session).length === 0) {
    return error(
      'invalid',
      'The only ways of delivery are pick-up and local delivery: use API-Version 2026-01-30 or later.',
      optionsParam,
    );
  }
  if (session.selected.some(({ type }) => type !== 'shipping' && type !== 'digital')) {
    return error(
      'invalid',
      'The chosen way of delivery needs API-Version 2026-01-30 or later: choose another option.',
      optionsParam,
    );
  }
  return undefined;
}

interface Standing {
  readonly status: LegacyStatus;
  readonly messages: readonly Message[];
}

const notReady = (...messages: Message[]): Standing => ({ status: 'not_ready_for_payment', messages });

/** Where a session stands, in the words of 2025-12-12 and 2026-01-16, and what those words leave unsaid. */
export function legacyStanding(session: CheckoutSession): Standing {
  switch (session.status) {
    case 'incomplete':
    case 'not_ready_for_payment': {
      const obstacle = deliveryObstacle(session);
      return obstacle ? notReady(obstacle) : notReady();
    }
    case 'ready_for_payment': {
      const obstacle = deliveryObstacle(session);
      return obstacle ? notReady(obstacle) : { status: 'ready_for_payment', messages: [] };
    }
    case 'authentication_required':
      return { status: 'authentication_required', messages: [] };
    case 'complete_in_progress':
    case 'in_progress':
      return { status: 'in_progress', messages: [] };
    case 'pending_approval':
      return session.attempts > 0
        ? { status: 'in_progress', messages: [] }
        : notReady(info('The merchant has to approve this purchase first.'));
    case 'requires_escalation':
      return session.attempts > 0
        ? { status: 'in_progress', messages: [] }
        : notReady(info("The buyer has to continue on the merchant's own site."));
    case 'completed':
      return { status: 'completed', messages: [] };
    case 'canceled':
      return { status: 'canceled', messages: [] };
    case 'expired':
      return { status: 'canceled', messages: [info('The session has expired: start a new one.')] };
  }
}

/** 2025-09-29 has no state for 3-D Secure: the session is not ready, and an error says why. */
export function oldestStanding(session: CheckoutSession): {
  readonly status: Exclude<LegacyStatus, 'authentication_required'>;
  readonly messages: readonly Message[];
} {
  const { status, messages } = legacyStanding(session);
  if (status !== 'authentication_required') return { status, messages };
  return {
    status: 'not_ready_for_payment',
    messages: [
      error(
        'requires_3ds',
        'The card issuer asks for 3-D Secure: complete again with the token of another card, or use API-Version 2025-12-12 or later.',
      ),
    ],
  };
}

/** Versions up to 2026-01-16 know Stripe alone; other stores say which version their payment needs. */
export function paymentObstacle({ session, seller }: SessionView): readonly Message[] {
  const closed = ['completed', 'canceled', 'expired'].includes(session.status);
  const payable = seller.paymentHandlers.some(({ stripeCompatible }) => stripeCompatible);
  return closed || payable
    ? []
    : [info("This store's way of payment needs API-Version 2026-01-30 or later.")];
}
