import type { WireOrder } from '@acp-hub/store-contract';
import { refused, type Result } from '../result';

/** The order’s state does not allow it. @param why follows "Order CO-10001 is shipped: ". */
export const wrongState = ({ number, status }: WireOrder, why: string): Result<never> =>
  refused(
    status === 'canceled' ? 'order_canceled' : 'order_state',
    `Order ${number} is ${status.replaceAll('_', ' ')}: ${why}.`,
    { order_status: status },
  );
