import type { FakeState, Collection, FakeClock } from '@acp-hub/fake-kit';
import type { Shop } from '../shop/definition';
import { SETTINGS } from '../data/settings';
import type { ApiKey } from '../rest/authenticate';
import type { Cart } from './records/carts';
import type { Fulfilment, Note, Order, Refund } from './records/orders';
import type { Webhook } from './records/webhook';
import type { Coupon, Product } from './records/catalogue';
import { productRecords, type ProductRecords } from './product-records';
import { productsOf, couponsOf } from './set-up';

const COUNTERS = [
  'post',
  'order_item',
  'note',
  'meta',
  'webhook',
  'webhook_delivery',
  'fulfilment',
  'key',
] as const;
export type Counter = (typeof COUNTERS)[number];

export interface Gateway {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly supports: readonly string[];
}

/** What Action Scheduler has yet to do: one delivery. */
export interface QueuedDelivery {
  readonly id: string;
  readonly webhookId: number;
  readonly resourceId: number;
}

/** A key that an application was granted. */
export interface GrantedKey extends ApiKey {
  readonly id: number;
}

/** When the shop next does something by itself; milliseconds. */
export interface ScheduledAction {
  readonly id: string;
  readonly at: number;
}

/** Everything the shop remembers. Records are replaced, never mutated. */
export interface Books {
  readonly shop: Shop;
  readonly clock: FakeClock;
  readonly products: ProductRecords;
  readonly coupons: Collection<Coupon>;
  readonly orders: Collection<Order>;
  readonly refunds: Collection<Refund>;
  readonly notes: Collection<Note>;
  readonly webhooks: Collection<Webhook>;
  readonly carts: Collection<Cart>;
  readonly gateways: Collection<Gateway>;
  readonly queue: Collection<QueuedDelivery>;
  readonly fulfilments: Collection<Fulfilment>;
  /** Beside those of the definition. */
  readonly keys: Collection<GrantedKey>;
  readonly schedule: Collection<ScheduledAction>;
  now(): number;
  /** The next number of that kind. */
  next(counter: Counter): number;
  setting(id: string): string;
  changeSetting(id: string, value: string): void;
  /** Back to how the shop was set up. */
  reset(): void;
  /** Called when a resource changed; webhooks listen. */
  onChange(listener: ChangeListener): void;
  announce(topic: Topic, id: number): void;
}

export type Topic = `${'order' | 'product' | 'coupon'}.${'created' | 'updated' | 'deleted' | 'restored'}`;
export type ChangeListener = (topic: Topic, id: number) => void;

export function openBooks(state: FakeState, shop: Shop, clock: FakeClock): Books {
  const collection = <Value>(name: string) => state.collection<Value>(name);
  const counters = collection<number>('counters');
  const settings = collection<string>('settings');
  const listeners: ChangeListener[] = [];
  const kept = {
    products: productRecords(collection<Product>('products')),
    coupons: collection<Coupon>('coupons'),
    orders: collection<Order>('orders'),
    refunds: collection<Refund>('refunds'),
    notes: collection<Note>('notes'),
    webhooks: collection<Webhook>('webhooks'),
    carts: collection<Cart>('carts'),
    gateways: collection<Gateway>('gateways'),
    queue: collection<QueuedDelivery>('queue'),
    fulfilments: collection<Fulfilment>('fulfilments'),
    keys: collection<GrantedKey>('keys'),
    schedule: collection<ScheduledAction>('schedule'),
  };

  const setUp = (): void => {
    counters.set('post', shop.next_id);
    counters.set('order_item', shop.next_order_item_id);
    counters.set('note', shop.next_note_id);
    for (const setting of SETTINGS) settings.set(setting.id, setting.value);
    for (const [id, value] of Object.entries(shop.settings)) settings.set(id, value);
    for (const product of productsOf(shop, nextMeta)) kept.products.set(String(product.id), product);
    for (const coupon of couponsOf(shop)) kept.coupons.set(String(coupon.id), coupon);
    for (const gateway of shop.gateways) kept.gateways.set(gateway.id, gateway);
    settleCompanion(kept.gateways, shop);
  };

  const next = (counter: Counter): number => {
    const number = counters.get(counter) ?? 1;
    counters.set(counter, number + 1);
    return number;
  };
  const nextMeta = () => next('meta');

  if (counters.get('post') === undefined) setUp();
  settleCompanion(kept.gateways, shop);
  return {
    ...kept,
    shop,
    clock,
    now: () => clock.now().getTime(),
    next,
    setting: (id) => settings.get(id) ?? '',
    changeSetting: (id, value) => settings.set(id, value),
    reset() {
      for (const records of Object.values(kept)) empty(records);
      for (const counter of COUNTERS) counters.delete(counter);
      setUp();
    },
    onChange: (listener) => void listeners.push(listener),
    announce: (topic, id) => listeners.forEach((listener) => listener(topic, id)),
  };
}

/** Keyed by what `id` says, which every record here has. */
function empty(records: Collection<unknown>): void {
  for (const record of [...records.values()]) records.delete(String((record as { id: number | string }).id));
}

/** The companion's gateway is there as long as the plugin is installed, in books from before it too. */
function settleCompanion(gateways: Collection<Gateway>, { companion }: Shop): void {
  if (companion === undefined) return gateways.delete('acp_hub');
  if (gateways.get('acp_hub') !== undefined) return;
  gateways.set('acp_hub', {
    id: 'acp_hub',
    title: 'Paid through an AI agent',
    enabled: companion.enabled,
    supports: ['products', 'refunds'],
  });
}

/** A record that must be there: what calls this has just found it. */
export function mustFind<Value>(records: Collection<Value>, id: number | string): Value {
  const found = records.get(String(id));
  if (found === undefined) throw new Error(`The books lost ${id}.`);
  return found;
}
