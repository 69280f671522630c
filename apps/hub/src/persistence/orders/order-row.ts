import type { Adjustment, Fulfillment, MerchantProfile, Order, PersonalData } from '@acp-hub/commerce';
import type { OrderPageLinks } from '../../orders/order-page-links';
import type { StoredOrder } from '../../orders/ports';
import type { DataKey, Sealing } from '../sealing';

/**
 * The permalink is derived, not stored: it opens the order's page. Fulfilments stand here without what leads to
 * their receiver, and adjustments without the merchant's words, which may name the buyer.
 */
export type OrderState = Omit<Order, 'permalinkUrl'>;

/** What is sealed of an order: the people, and with their parcels, downloads and refunds what would lead to them. */
interface SealedOrder extends Pick<Order, 'fulfillments' | 'adjustments'> {
  readonly personal: PersonalData;
}

export interface OrderRow {
  tenant_id: string;
  agent_id: string;
  connection_id: string;
  mode: StoredOrder['mode'];
  api_version: string;
  version: number;
  state: OrderState;
  sealed: Buffer | null;
  data_key: Buffer | null;
  merchant_name: string;
  profile: Omit<MerchantProfile, 'name'>;
}

/** Of `hub.orders o` joined with `hub.tenants t`. */
export const ORDER_COLUMNS = `o.tenant_id, o.agent_id, o.connection_id, o.mode, o.api_version, o.version, o.state,
  o.sealed, o.data_key, t.name AS merchant_name, t.profile`;

export const orderContext = (orderId: string): string => `order:${orderId}`;

/** The two halves an order is stored as. */
export function toOrderColumns(
  sealing: Sealing,
  dataKey: DataKey | undefined,
  order: Order,
  personal: PersonalData,
) {
  const { permalinkUrl: _derived, ...rest } = order;
  const { fulfillments, adjustments } = order;
  const state: OrderState = {
    ...rest,
    fulfillments: fulfillments.map(withoutTraces),
    adjustments: adjustments.map(withoutWords),
  };
  const sealed: SealedOrder = { personal, fulfillments, adjustments };
  return {
    state: JSON.stringify(state),
    sealed: dataKey === undefined ? null : sealing.seal(dataKey, sealed, orderContext(order.id)),
  };
}

function withoutTraces(fulfillment: Fulfillment): Fulfillment {
  const { trackingNumber: _number, trackingUrl: _url, digitalDelivery: _access, ...rest } = fulfillment;
  return rest;
}

function withoutWords(adjustment: Adjustment): Adjustment {
  const { reason: _reason, description: _description, ...rest } = adjustment;
  return rest;
}

/** An erased order keeps its money and loses its people. */
export function orderFromRow(sealing: Sealing, links: OrderPageLinks, row: OrderRow): StoredOrder {
  const { id } = row.state;
  const { personal, fulfillments, adjustments }: SealedOrder =
    row.sealed === null || row.data_key === null
      ? { ...row.state, personal: {} }
      : (sealing.open(sealing.openDataKey(row.data_key), row.sealed, orderContext(id)) as SealedOrder);
  return {
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    agentId: row.agent_id,
    mode: row.mode,
    apiVersion: row.api_version,
    order: { ...row.state, fulfillments, adjustments, permalinkUrl: links.urlOf(row.tenant_id, id) },
    personal,
    ...(row.data_key === null ? {} : { wrappedKey: row.data_key }),
    merchant: { ...row.profile, name: row.merchant_name },
    version: row.version,
  };
}
