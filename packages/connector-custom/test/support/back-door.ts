import { itemId } from '@acp-hub/commerce';
import type { BackDoor, Fault, Write } from '@acp-hub/connector-testkit';
import type { Faults } from '@acp-hub/demo-store';
import { type BackOffice, type Fault as StoreFault, type Merchant } from '@acp-hub/demo-store';
import type { OrderEvent } from '@acp-hub/store-contract';
import type { Door } from './door';
import type { Sink } from '../../../../apps/demo-store/test/support/event-sink';

const operationOf = {
  place: 'placeOrder',
  confirm: 'recordPayment',
  cancel: 'cancelOrder',
  refund: 'refundOrder',
} as const satisfies Record<Write, string>;

function storeFault(fault: Exclude<Fault, { kind: 'silence_after_applying' | 'refuse' }>): StoreFault {
  switch (fault.kind) {
    case 'silence':
      return { kind: 'silence' };
    case 'cut':
      return { kind: 'hang_up' };
    case 'server_error':
      return { kind: 'answer', status: 500 };
    case 'rate_limit':
      return { kind: 'answer', status: 429, headers: { 'retry-after': String(fault.retryAfterSeconds) } };
    case 'redirect':
      return { kind: 'answer', status: 307, headers: { location: fault.location } };
    case 'web_page':
      return {
        kind: 'answer',
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><p>Hi',
      };
  }
}

interface Parts {
  readonly merchant: Merchant;
  readonly office: BackOffice;
  readonly faults: Faults;
  readonly sink: Sink;
  readonly door: Door;
}

/** Past the connector: the shop's own back office, and what its relay has sent. */
export function backDoorOf({ merchant, office, faults, sink, door }: Parts): BackDoor {
  const done = async (work: Promise<{ ok: boolean }>): Promise<void> => {
    const result = await work;
    if (!result.ok) throw new Error(JSON.stringify(result));
  };
  return {
    async readOrders() {
      return Array.from(await office.orders(), (order) => ({
        platformOrderId: order.id,
        total: order.totals.total,
        canceled: order.status === 'canceled',
        email: order.buyer.email,
        lines: order.lines.map(({ item, quantity }) => ({ itemId: itemId(item.id), quantity })),
        payments: [order.payment ?? []].flat().map(({ amount, reference }) => ({ amount, reference })),
        refunds: order.refunds.map(({ amount }) => ({ amount })),
      }));
    },
    changePrice: (item, price) => office.setPrice(item, price),
    changeStock: (item, available) => office.setStock(item, available),
    async editProduct(productId) {
      const variant = merchant.products.find(({ id }) => id === productId)!.variants[0]!;
      await office.setPrice(variant.id, variant.price);
    },
    deleteProduct: (productId) => office.removeProduct(productId),
    async makeUnsellable(productId) {
      const { variants } = merchant.products.find(({ id }) => id === productId)!;
      for (const { id } of variants) await office.setPrice(id, -1);
    },
    shipOrder: (orderId, parcel) => done(office.ship(orderId, parcel)),
    refundInBackOffice: (orderId, amount) => done(office.refund(orderId, amount)),
    async webhooksAbout(orderId) {
      const version = (await office.orders()).find(({ id }) => id === orderId)!.version;
      const about = () =>
        sink.received.filter(({ body }) => (JSON.parse(body) as Partial<OrderEvent>).order?.id === orderId);
      const arrived = () =>
        about().some(({ body }) => (JSON.parse(body) as OrderEvent).order.version === version);
      for (let wait = 0; !arrived() && wait < 300; wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return about().map(({ headers, body }) => ({
        headers,
        body: Buffer.from(body),
        receivedAt: new Date(),
      }));
    },
    async strike(fault) {
      if (fault.kind === 'refuse') await door.shut();
      else if (fault.kind === 'silence_after_applying')
        faults.inject(merchant.slug, operationOf[fault.write], { kind: 'timeout_after_apply' }, Infinity);
      else faults.inject(merchant.slug, 'any', storeFault(fault), Infinity);
    },
    async heal() {
      faults.clear();
      await door.open();
    },
  };
}
