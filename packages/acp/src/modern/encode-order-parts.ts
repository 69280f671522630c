import type { Order, OrderView } from '@acp-hub/commerce';
import { compact } from '../common/compact';
import { toDateTime, toEmail, toUri } from '../common/text-formats';

export function encodeDelivery(delivery: Order['estimatedDelivery']) {
  const earliest = toDateTime(delivery?.earliest);
  const latest = toDateTime(delivery?.latest);
  return earliest === undefined || latest === undefined ? undefined : { earliest, latest };
}

export const encodeSupport = (support: OrderView['support']) =>
  support &&
  compact({
    email: toEmail(support.email),
    phone: support.phone,
    hours: support.hours,
    help_center_url: toUri(support.helpCenterUrl),
  });
