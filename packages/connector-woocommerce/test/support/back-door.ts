import type { FakeWooCommerce } from '@acp-hub/fake-woocommerce';
import type { BackDoor, Fault, Write } from '@acp-hub/connector-testkit';
import type { BackOffice } from './back-office';
import type { Sink } from './sink';

type FaultPlan = Parameters<FakeWooCommerce['faults']['schedule']>[0];

/** The one request that is the write; WooCommerce's by `wc/v3`, or the companion plugin's. */
const writes = (companion: boolean): Readonly<Record<Write, Pick<FaultPlan, 'method' | 'path'>>> => ({
  place: { method: 'POST', path: companion ? '/wp-json/wc/store/v1/checkout' : '/wp-json/wc/v3/orders' },
  confirm: companion
    ? { method: 'POST', path: '/wp-json/wc-acp-hub/v1/orders/*/payment' }
    : { method: 'PUT', path: '/wp-json/wc/v3/orders/*' },
  cancel: { method: 'PUT', path: '/wp-json/wc/v3/orders/*' },
  refund: { method: 'POST', path: '/wp-json/wc/v3/orders/*/refunds' },
});

function effectOf(fault: Exclude<Fault, { kind: 'refuse' | 'silence_after_applying' }>): FaultPlan['effect'] {
  switch (fault.kind) {
    case 'silence':
      return { kind: 'hang' };
    case 'cut':
      return { kind: 'cut' };
    case 'server_error':
      return { kind: 'answer', status: 500, body: '<p>There has been a critical error' };
    case 'rate_limit':
      return {
        kind: 'answer',
        status: 429,
        headers: { 'retry-after': String(fault.retryAfterSeconds) },
        body: {},
      };
    case 'redirect':
      return { kind: 'answer', status: 307, headers: { location: fault.location } };
    case 'web_page':
      return {
        kind: 'answer',
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><p>Coming soon',
      };
  }
}

interface Parts {
  readonly fake: FakeWooCommerce;
  readonly office: BackOffice;
  readonly sink: Sink;
  readonly companion: boolean;
}

/** Past the connector: the shop's own API with a key of its own, and the fake's faults. */
export const backDoorOf = ({ fake, office, sink, companion }: Parts): BackDoor => ({
  readOrders: () => office.orders(),
  changePrice: (item, price) => office.setPrice(item, price),
  changeStock: (item, available) => office.setStock(item, available),
  editProduct: (productId) => office.edit(productId),
  deleteProduct: (productId) => office.remove(productId),
  makeUnsellable: (productId) => office.clearPrice(productId),
  shipOrder: (orderId, parcel) => office.ship(orderId, parcel),
  refundInBackOffice: (orderId, amount) => office.refund(orderId, amount),
  async webhooksAbout(orderId) {
    await fake.runQueue();
    return sink.received.filter(({ body }) => JSON.parse(body.toString()).id === Number(orderId));
  },
  async strike(fault) {
    if (fault.kind === 'refuse') await fake.refuse();
    else if (fault.kind === 'silence_after_applying')
      fake.faults.schedule({
        ...writes(companion)[fault.write],
        when: 'after',
        times: 'always',
        effect: { kind: 'hang' },
      });
    else fake.faults.schedule({ times: 'always', effect: effectOf(fault) });
  },
  async heal() {
    const isRefusing = !fake.app.server.listening;
    fake.faults.clear();
    if (isRefusing) await fake.accept();
  },
});
