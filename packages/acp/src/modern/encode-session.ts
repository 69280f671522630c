import { negotiateCapabilities } from '../capabilities';
import { compact } from '../common/compact';
import { required } from '../common/encode/required';
import { encodeTotals } from '../common/encode/totals';
import { toDateTime, toUri } from '../common/text-formats';
import type { AcpVersion } from '../versions';
import type { SessionView } from '../views';
import { encodeModernBuyer } from './encode-buyer';
import { encodeDiscounts } from './encode-discounts';
import { encodeLine } from './encode-line';

const time = (text: string): string => required(toDateTime(text), 'A time of the session');

const encodeLinks = ({ merchant }: SessionView) =>
  merchant.links.flatMap(({ type, url, title }) => {
    const wire = toUri(url);
    return wire === undefined ? [] : [compact({ type, title, url: wire })];
  });

/** What the session and its negotiated capabilities say to the agent, in this order. */
export function negotiated({ session, seller }: SessionView) {
  const capabilities = negotiateCapabilities(session.agentCapabilities, seller);
  return { capabilities, messages: [...session.messages, ...capabilities.messages] };
}

/** The members that 2026-01-30 and 2026-04-17 write alike. */
export function encodeModernCore(view: SessionView, version: AcpVersion) {
  const { session } = view;
  return {
    id: session.id,
    protocol: { version },
    status: session.status,
    currency: session.currency.toLowerCase(),
    line_items: session.lines.map(encodeLine),
    selected_fulfillment_options: session.selected.map(({ type, optionId, itemIds }) => ({
      type,
      option_id: optionId,
      item_ids: [...itemIds],
    })),
    totals: encodeTotals(session.totals),
    links: encodeLinks(view),
    created_at: time(session.createdAt),
    updated_at: time(session.updatedAt),
    expires_at: time(session.expiresAt),
    ...compact({
      buyer: encodeModernBuyer(session.personal.buyer),
      locale: session.locale,
      timezone: session.timezone,
      continue_url: toUri(view.continueUrl),
      metadata: session.metadata,
      discounts: encodeDiscounts(session),
    }),
  };
}
