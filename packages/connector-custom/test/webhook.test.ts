import { signBody } from '@acp-hub/store-contract';
import { secretOf } from '../../../apps/demo-store/test/support/running-store';
import { openStoreWorld, type StoreWorld } from './support/store-world';

let world: StoreWorld;
let running: StoreWorld['running'];
let store: StoreWorld['store'];
beforeEach(async () => {
  world = await openStoreWorld();
  ({ running, store } = world);
});
afterEach(() => world.close());

test.each(['created', 'updated', 'deleted'])('an event product.%s names its product', (what) => {
  const event = {
    ...{ id: 'evt_1', type: `product.${what}`, created_at: '2026-11-01T00:00:00Z' },
    product: { id: 'merino-tee' },
  };
  const { signature, body } = signed(JSON.stringify(event));
  const request = { headers: { 'store-signature': signature }, body, receivedAt: running.clock.now() };
  expect(store.parseWebhook!(request)).toEqual({
    id: 'evt_1',
    subject: { kind: 'product', productId: 'merino-tee' },
  });
});

test('a signed event that is none of ours is understood and of no interest', () => {
  const { signature, body } = signed('ping');
  const request = { headers: { 'store-signature': signature }, body, receivedAt: running.clock.now() };
  expect(store.parseWebhook!(request)?.subject).toEqual({ kind: 'none' });
  const late = new Date(running.clock.now().getTime() + 301_000);
  expect(store.parseWebhook!({ ...request, receivedAt: late })).toBeUndefined();
});

const signed = (text: string) => ({
  body: Buffer.from(text),
  signature: signBody(text, secretOf('cascade'), running.clock.now()),
});
