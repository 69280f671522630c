import { BackOffice } from './support/back-office';
import { closeStores, openStore, type OpenedStore } from './support/open-store';
import { keysOf, usdNet } from './support/shops';

afterEach(closeStores);

/** Nobody listens there: a firewall in between looks the same to the shop. */
const BLOCKED = 'http://127.0.0.1:1/ingress/x';
const FAILURES_UNTIL_OFF = 7;

async function blockedShop() {
  let now = new Date('2026-11-25T12:00:00Z');
  const opened = await openStore(usdNet, { clock: { now: () => now } });
  const office = new BackOffice(opened.url, keysOf('usd'), 2);
  await opened.store.registerWebhooks(BLOCKED);
  for (let change = 0; change < FAILURES_UNTIL_OFF; change += 1) {
    await office.call('POST', 'orders', { line_items: [{ product_id: 14, quantity: 1 }] });
    await opened.fake.runQueue();
  }
  return { ...opened, later: (at: string) => void (now = new Date(at)) };
}

const hooks = ({ fake }: OpenedStore) => [...fake.books.webhooks.values()];
const told = async ({ store }: OpenedStore) =>
  (await store.check()).findings.filter(({ code }) => code.startsWith('webhooks_'));

test('webhooks that cannot reach the hub are told once the shop gave them up', async () => {
  const shop = await blockedShop();
  expect(hooks(shop).filter(({ status }) => status === 'disabled')).toMatchObject([
    { topic: 'order.updated' },
  ]);
  expect(await told(shop)).toEqual([
    {
      severity: 'warning',
      code: 'webhooks_off',
      message:
        'The shop switched 1 of the hub’s webhooks off, after seven deliveries that failed: check that it can reach http://127.0.0.1:1. They are switched on again with the next polling.',
    },
  ]);
});

test('what the shop switched off is switched on again with the polling, once an hour', async () => {
  const shop = await blockedShop();
  const poll = () => shop.store.listOrders({ updatedSince: '2026-11-25T00:00:00Z' });
  const isOn = () => hooks(shop).every(({ status }) => status === 'active');
  await poll();
  expect(isOn()).toBe(false);
  shop.later('2026-11-25T13:00:01Z');
  await poll();
  expect(isOn()).toBe(true);
  expect(await told(shop)).toEqual([]);
});

test('webhooks are registered once, and switched on again when registered anew', async () => {
  const shop = await blockedShop();
  const topics = hooks(shop).map(({ topic }) => topic);
  expect(topics).toEqual(expect.arrayContaining(['order.updated', 'order.deleted', 'product.updated']));
  await shop.store.registerWebhooks(BLOCKED);
  expect(hooks(shop).map(({ topic }) => topic)).toEqual(topics);
  expect(hooks(shop).every(({ status }) => status === 'active')).toBe(true);
});

test('webhooks that somebody deleted are told', async () => {
  const shop = await blockedShop();
  for (const { id } of hooks(shop)) shop.fake.books.webhooks.delete(String(id));
  expect(await told(shop)).toEqual([
    {
      severity: 'warning',
      code: 'webhooks_gone',
      message: 'The hub’s webhooks are gone from the shop: register them again.',
    },
  ]);
});
