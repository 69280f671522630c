import { compact, type Shipment } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import { z } from 'zod';
import type { RestAnswer } from '../rest/rest-request';
import type { Shop } from '../shop/shop';
import type { WooOrder } from './order-schema';
import { trackedByPlugins } from './read-tracking-plugins';

const text = z.string().catch('');
const parcels = z.array(z.object({ tracking_id: text, tracking_provider: text, tracking_link: text }));

/** WooCommerce Shipment Tracking's; AST answers there, too. */
const NAMESPACE = 'wc-shipment-tracking/v3';

/** Parcels of the tracking plugins, of which the order says what they hold, and the plugin carrier and link. */
export async function fetchTracking(shop: Shop, order: WooOrder): Promise<Shipment[]> {
  const noted = trackedByPlugins(order);
  const told = noted.length === 0 ? [] : await askPlugin(shop, order);
  return noted.map((parcel) => {
    const own = told.find(({ tracking_id }) => tracking_id === parcel.id);
    return compact({
      ...parcel,
      carrier: own?.tracking_provider || parcel.carrier,
      trackingUrl: own?.tracking_link || parcel.trackingUrl,
    });
  });
}

/** Nothing where the plugin is gone, or answers otherwise: the parcels stand on the order. */
async function askPlugin({ rest, context }: Shop, { id }: WooOrder): Promise<z.output<typeof parcels>> {
  const path = `orders/${id}/shipment-trackings`;
  let answer: RestAnswer<z.output<typeof parcels>>;
  try {
    answer = await rest.call({ method: 'GET', namespace: NAMESPACE, path, answer: parcels });
  } catch (error) {
    if (!(error instanceof ConnectorError) || !['config', 'auth'].includes(error.failure.kind)) throw error;
    context.logger.warn({ order: id }, `The plugin for parcels does not tell of its own: ${error.message}`);
    return [];
  }
  return answer.kind === 'ok' ? answer.value : [];
}
