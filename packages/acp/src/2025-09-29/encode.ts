import { encodeAddress } from '../common/encode/address';
import { compact } from '../common/compact';
import { toUri } from '../common/text-formats';
import { encodeLegacyCore, encodeLegacyLine, encodePricedOption, stripeHandler } from '../legacy/encode';
import { encodeLegacyMessage, oldestParam } from '../legacy/messages';
import { legacyOptions, oldestStanding, paymentObstacle } from '../legacy/status';
import type { SessionView } from '../views';
import type { SessionResponse } from './responses';

const encodeLinks = ({ merchant }: SessionView): SessionResponse['links'] =>
  merchant.links.flatMap<SessionResponse['links'][number]>(({ type, url }) => {
    const wire = toUri(url);
    if (wire === undefined) return [];
    if (type === 'terms_of_use' || type === 'privacy_policy') return [{ type, url: wire }];
    return type === 'return_policy' ? [{ type: 'seller_shop_policies' as const, url: wire }] : [];
  });

export function encodeSession(view: SessionView): SessionResponse {
  const { session } = view;
  const { status, messages } = oldestStanding(session);
  const address = session.personal.fulfillment?.address;
  const options = legacyOptions(session);
  return {
    ...encodeLegacyCore(view),
    status,
    line_items: session.lines.map(encodeLegacyLine),
    fulfillment_options: options.map(encodePricedOption),
    messages: [...session.messages, ...messages, ...paymentObstacle(view)].map((message) =>
      encodeLegacyMessage(message, oldestParam),
    ),
    links: encodeLinks(view),
    ...compact({
      payment_provider: stripeHandler(view) && {
        provider: 'stripe' as const,
        supported_payment_methods: ['card' as const],
      },
      fulfillment_address: address && encodeAddress(address),
      fulfillment_option_id: session.selected.find(({ optionId }) =>
        options.some(({ id }) => id === optionId),
      )?.optionId,
    }),
  };
}
