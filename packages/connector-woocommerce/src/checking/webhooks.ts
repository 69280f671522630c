import type { Finding } from '@acp-hub/connector';
import type { Shop } from '../shop/shop';
import { listWebhooks, registeredUrl } from '../webhooks/register';
import { hint } from './finding';

/** Whether the shop still reports; without it the hub hears of changes when it asks. */
export async function checkWebhooks(shop: Shop): Promise<Finding[]> {
  const url = await registeredUrl(shop);
  if (url === undefined) return [];
  const own = (await listWebhooks(shop)).filter(({ delivery_url }) => delivery_url === url);
  if (own.length === 0)
    return [hint('webhooks_gone', 'The hub’s webhooks are gone from the shop: register them again.')];
  const off = own.filter(({ status }) => status !== 'active');
  return off.length === 0
    ? []
    : [
        hint(
          'webhooks_off',
          `The shop switched ${off.length} of the hub’s webhooks off, after seven deliveries that failed: check that it can reach ${new URL(url).origin}. They are switched on again with the next polling.`,
        ),
      ];
}
