import { ConnectorError, type Finding } from '@acp-hub/connector';
import { z } from 'zod';
import type { Shop } from '../shop/shop';
import { problem } from './finding';

/** No order has this number, so that writing to it is refused by everything but the key. */
const NO_ORDER = 0;

const MAY_NOT_WRITE =
  'The key may not change orders: give it the permission Read/Write under WooCommerce → Settings → Advanced → REST API, and a user who manages the shop.';

/** Whether the key may write. WooCommerce tells only by refusing. */
export async function checkKey({ rest }: Shop): Promise<Finding[]> {
  try {
    await rest.call({ method: 'PUT', path: `orders/${NO_ORDER}`, body: {}, answer: z.unknown() });
    return [];
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.failure.kind !== 'auth') throw error;
    return [problem('key_cannot_write', MAY_NOT_WRITE)];
  }
}
