import {
  currency,
  itemId,
  lineIdOf,
  optionId,
  orderId,
  sessionId,
  type CheckoutSession,
  type FulfillmentOption,
  type Line,
  type Order,
  type OrderView,
} from '@acp-hub/commerce';
import type { SessionView } from '../src';
import { paymentHandler } from './arbitraries';

export const shipping: FulfillmentOption = {
  type: 'shipping',
  id: optionId('standard'),
  title: 'Standard',
  description: '3 to 5 days',
  net: 500,
  tax: 40,
};

export const pickup: FulfillmentOption = {
  type: 'pickup',
  id: optionId('store'),
  title: 'Pick up',
  net: 0,
  tax: 0,
  location: {
    name: 'Shop',
    address: { name: 'Shop', lineOne: '1 Main St', city: 'Springfield', country: 'US', postalCode: '1' },
  },
};

const shirt = itemId('shirt');

const line: Line = {
  id: lineIdOf(shirt),
  item: { id: shirt, title: 'Shirt', imageUrls: [], variantOptions: [{ name: 'Size', value: 'M' }] },
  quantity: 2,
  unitAmount: 1000,
  base: 2000,
  discount: 200,
  subtotal: 1800,
  tax: 144,
  total: 1944,
  stock: { status: 'in_stock', available: 7 },
  requiresShipping: true,
};

/** A session that is ready to be paid. */
export const session = (over: Partial<CheckoutSession> = {}): CheckoutSession => ({
  id: sessionId('cs_01'),
  status: 'ready_for_payment',
  currency: currency('USD'),
  items: [{ id: shirt, quantity: 2 }],
  coupons: [],
  lines: [line],
  options: [shipping],
  selected: [{ type: 'shipping', optionId: shipping.id, itemIds: [shirt] }],
  appliedDiscounts: [],
  rejectedDiscounts: [],
  totals: {
    itemsBase: 2000,
    itemsDiscount: 200,
    subtotal: 1800,
    discount: 100,
    fulfillment: 500,
    tax: 184,
    fee: 10,
    giftWrap: 20,
    tip: 30,
    storeCredit: 40,
    total: 2404,
  },
  pricesIncludeTax: false,
  addressRequired: true,
  messages: [],
  personal: {},
  agentCapabilities: {},
  attempts: 0,
  createdAt: '2026-04-17T12:00:00Z',
  updatedAt: '2026-04-17T12:00:00Z',
  expiresAt: '2026-04-17T18:00:00Z',
  ...over,
});

export const view = (over: Partial<CheckoutSession> = {}, rest: Partial<SessionView> = {}): SessionView => ({
  session: session(over),
  merchant: { name: 'Shop', links: [] },
  seller: {
    paymentHandlers: [paymentHandler()],
    interventions: { supported: ['3ds'], required: [] },
    extensions: [{ name: 'discount' }],
  },
  ...rest,
});

const order: Order = {
  id: orderId('ord_01'),
  sessionId: sessionId('cs_01'),
  platformOrderId: '1001',
  currency: currency('USD'),
  platformStatus: 'created',
  lines: [
    {
      id: line.id,
      itemId: shirt,
      title: 'Shirt',
      unitAmount: 1000,
      quantity: { ordered: 2, current: 2, fulfilled: 0 },
      base: 2000,
      discount: 200,
      subtotal: 1800,
      tax: 144,
      total: 1944,
      requiresShipping: true,
    },
  ],
  fulfillments: [],
  adjustments: [],
  totals: session().totals,
  amountRefunded: 0,
  permalinkUrl: 'https://hub.example/o/1',
  snapshotVersion: 1,
  createdAt: '2026-04-17T12:00:00Z',
  updatedAt: '2026-04-17T12:00:00Z',
};

export const orderView = (over: Partial<Order> = {}): OrderView => ({ order: { ...order, ...over } });
