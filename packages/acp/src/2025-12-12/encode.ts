import { encodeAuthenticationWithChannel } from '../common/encode/authentication';
import { compact } from '../common/compact';
import {
  cardPayment,
  encodeDescribedLine,
  encodeLegacyCore,
  encodeLegacyFulfillment,
  encodeLegacyLinks,
  encodeNestedSelection,
  encodePricedOption,
  stripeHandler,
} from '../legacy/encode';
import { encodeLegacyMessage, legacyParam } from '../legacy/messages';
import { legacyOptions, legacyStanding, paymentObstacle } from '../legacy/status';
import type { SessionView } from '../views';
import type { SessionResponse } from './responses';

/** All but the payment provider and the options, which 2026-01-16 writes in another way. */
export function encodeShared(view: SessionView) {
  const { session } = view;
  const { status, messages } = legacyStanding(session);
  return {
    ...encodeLegacyCore(view),
    status,
    line_items: session.lines.map(encodeDescribedLine),
    selected_fulfillment_options: encodeNestedSelection(session),
    messages: [...session.messages, ...messages, ...paymentObstacle(view)].map((message) =>
      encodeLegacyMessage(message, legacyParam),
    ),
    links: encodeLegacyLinks(view),
    ...compact({
      fulfillment_details: encodeLegacyFulfillment(session),
      authentication_metadata:
        session.authentication &&
        encodeAuthenticationWithChannel(session.authentication, session.personal.riskSignals),
    }),
  };
}

export const encodeSession = (view: SessionView): SessionResponse => ({
  ...encodeShared(view),
  fulfillment_options: legacyOptions(view.session).map(encodePricedOption),
  ...compact({
    payment_provider: stripeHandler(view) && {
      provider: 'stripe' as const,
      supported_payment_methods: [cardPayment()],
    },
  }),
});
