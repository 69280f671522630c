import type { Finding } from '@acp-hub/connector';
import { z } from 'zod';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { hint } from './finding';

const zones = z.array(z.object({ id: z.number(), name: z.string().catch('') }));
const methods = z.array(z.object({ enabled: z.boolean() }));

/** Whether anything can be delivered anywhere; a shop of downloads needs none of it. */
export async function checkDelivery({ rest }: Shop): Promise<Finding[]> {
  const found = await rest.call({ method: 'GET', path: 'shipping/zones', answer: zones });
  if (found.kind === 'refused') throw unexpected('its shipping zones', found);
  const empty: string[] = [];
  for (const { id, name } of found.value) {
    const path = `shipping/zones/${id}/methods`;
    const inZone = await rest.call({ method: 'GET', path, answer: methods });
    const isEmpty = inZone.kind === 'refused' || !inZone.value.some(({ enabled }) => enabled);
    // Zone 0 is the rest of the world, where most shops do not deliver on purpose.
    if (isEmpty) empty.push(id === 0 ? '' : name);
  }
  if (empty.length === found.value.length)
    return [
      hint(
        'no_shipping',
        'No shipping zone has a method that is switched on: nothing that must be delivered can be sold. See WooCommerce → Settings → Shipping.',
      ),
    ];
  return empty
    .filter((name) => name !== '')
    .map((name) =>
      hint(
        'zone_ships_nowhere',
        `The shipping zone "${name}" has no method that is switched on: nothing is delivered there.`,
      ),
    );
}
