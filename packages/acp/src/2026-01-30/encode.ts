import { deriveOrderStatus, type OrderStatus } from '@acp-hub/commerce';
import { compact } from '../common/compact';
import { encodeAddress, encodeFulfillmentDetails } from '../common/encode/address';
import { encodeAuthenticationWithChannel } from '../common/encode/authentication';
import { required } from '../common/encode/required';
import { toUri } from '../common/text-formats';
import { encodeCapabilities, encodeHandler } from '../modern/encode-capabilities';
import { encodeMessage } from '../modern/encode-message';
import { encodeModernOption } from '../modern/encode-option';
import { encodeDelivery, encodeSupport } from '../modern/encode-order-parts';
import { encodeModernCore, negotiated } from '../modern/encode-session';
import type { SessionView } from '../views';
import type { SessionResponse } from './responses';

type WireOrder = NonNullable<SessionResponse['order']>;

/** This version has no word for a canceled order. */
function orderStatus(status: OrderStatus): WireOrder['status'] {
  switch (status) {
    case 'created':
    case 'manual_review':
    case 'confirmed':
      return 'confirmed';
    case 'processing':
    case 'shipped':
      return status;
    case 'completed':
      return 'delivered';
    case 'canceled':
      return undefined;
  }
}

function encodeSessionOrder({ session, order: view }: SessionView): WireOrder | undefined {
  const { order } = session;
  return (
    order &&
    compact({
      id: order.id,
      checkout_session_id: session.id,
      permalink_url: required(toUri(order.permalinkUrl), 'permalinkUrl'),
      order_number: order.number,
      status: view && orderStatus(deriveOrderStatus(view.order)),
      estimated_delivery: encodeDelivery(view?.order.estimatedDelivery),
      support: encodeSupport(view?.support),
    })
  );
}

export function encodeSession(view: SessionView): SessionResponse {
  const { session } = view;
  const { capabilities, messages } = negotiated(view);
  return {
    ...encodeModernCore(view, '2026-01-30'),
    capabilities: encodeCapabilities(capabilities, encodeHandler),
    fulfillment_options: session.options.map((option) => encodeModernOption(option, encodeAddress)),
    messages: messages.map(encodeMessage),
    ...compact({
      fulfillment_details: encodeFulfillmentDetails(session.personal.fulfillment, encodeAddress),
      authentication_metadata:
        session.authentication &&
        encodeAuthenticationWithChannel(session.authentication, session.personal.riskSignals),
      order: encodeSessionOrder(view),
    }),
  };
}
