import type { OrderView } from '@acp-hub/commerce';
import type { z } from 'zod';
import type { OrderEvent } from '../codec';
import { compact } from '../common/compact';
import { encodeAddressWithCompany, encodeFulfillmentDetails } from '../common/encode/address';
import { encodeAuthentication } from '../common/encode/authentication';
import { orderEventType } from '../common/encode/order-event-type';
import { required } from '../common/encode/required';
import { toUri } from '../common/text-formats';
import { encodeCapabilities, encodeDisplayedHandler } from '../modern/encode-capabilities';
import { encodeResolvableMessage } from '../modern/encode-message';
import { encodeModernOption } from '../modern/encode-option';
import { encodeOrder } from '../modern/encode-order';
import { encodeModernCore, negotiated } from '../modern/encode-session';
import type { orderEventSchema } from '../modern/order-responses';
import type { SessionView } from '../views';
import type { SessionResponse } from './responses';

/** The whole order where the caller has it, else what the session itself knows. */
function encodeSessionOrder({ session, order: view }: SessionView): SessionResponse['order'] {
  if (session.order === undefined) return undefined;
  if (view !== undefined) return encodeOrder(view);
  const { orderNotes } = session.personal;
  return compact({
    id: session.order.id,
    checkout_session_id: session.id,
    permalink_url: required(toUri(session.order.permalinkUrl), 'permalinkUrl'),
    order_number: session.order.number,
    confirmation: orderNotes === undefined ? undefined : { order_notes: orderNotes },
  });
}

function encodeConsentOptions({ merchant }: SessionView): SessionResponse['marketing_consent_options'] {
  return merchant.marketingConsentOptions?.flatMap(({ channel, displayText, privacyPolicyUrl }) => {
    const url = toUri(privacyPolicyUrl);
    return url === undefined ? [] : [{ channel, display_text: displayText, privacy_policy_url: url }];
  });
}

export function encodeSession(view: SessionView): SessionResponse {
  const { session } = view;
  const { capabilities, messages } = negotiated(view);
  return {
    ...encodeModernCore(view, '2026-04-17'),
    capabilities: encodeCapabilities(capabilities, encodeDisplayedHandler),
    fulfillment_options: session.options.map((option) =>
      encodeModernOption(option, encodeAddressWithCompany),
    ),
    messages: messages.map(encodeResolvableMessage),
    ...compact({
      fulfillment_details: encodeFulfillmentDetails(session.personal.fulfillment, encodeAddressWithCompany),
      authentication_metadata: session.authentication && encodeAuthentication(session.authentication),
      marketing_consent_options: encodeConsentOptions(view),
      order: encodeSessionOrder(view),
    }),
  };
}

/** Notes and the company of an address: the JSON Schema of this version has them, the webhook's OpenAPI has not. */
function withoutSchemaOnlyParts({ orderNotes, destination, ...view }: OrderView): OrderView {
  if (destination === undefined) return view;
  const { company, ...address } = destination;
  return { ...view, destination: address };
}

/** Every webhook carries the whole order. */
export const encodeOrderEvent = (event: OrderEvent): z.infer<typeof orderEventSchema> => ({
  type: orderEventType(event),
  data: encodeOrder(withoutSchemaOnlyParts(event.view)),
});
