import { createFakeStripe, type FakeStripe } from '../src';
import { apiOf, type Api } from './support/api';

let stripe: FakeStripe;
let api: Api;

beforeEach(async () => {
  stripe = await createFakeStripe();
  api = apiOf(await stripe.listen());
});
afterEach(() => stripe.close());

it('answers the same again under the same key, and says so', async () => {
  const token = await api.token();
  const first = await api.pay(token, {}, { key: 'k1' });
  const again = await api.pay(token, {}, { key: 'k1' });
  expect(again).toMatchObject({ status: 200, body: first.body });
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(stripe.books().intents).toHaveLength(1);
});

it('keeps a decline as well', async () => {
  const token = await api.token('pm_card_visa_chargeDeclined');
  const first = await api.pay(token, {}, { key: 'k1' });
  expect(await api.pay(token, {}, { key: 'k1' })).toMatchObject({ status: 402, body: first.body });
  expect(stripe.books().intents).toHaveLength(1);
});

it('keeps nothing of parameters that make no sense', async () => {
  const token = await api.token();
  expect((await api.pay(token, { amount: 'x' }, { key: 'k1' })).status).toBe(400);
  expect((await api.pay(token, {}, { key: 'k1' })).status).toBe(200);
});

it('refuses other parameters under the same key', async () => {
  const token = await api.token();
  await api.pay(token, {}, { key: 'k1' });
  expect(await api.pay(token, { amount: 999 }, { key: 'k1' })).toMatchObject({
    status: 400,
    body: { error: { type: 'idempotency_error' } },
  });
});

it('keeps keys of accounts apart', async () => {
  await api.pay(await api.token(), {}, { key: 'k1' });
  const other = apiOf(await baseOf(), 'other');
  expect((await other.pay(await other.token(), {}, { key: 'k1' })).status).toBe(200);
});

it('answers 409 while the first request is under way, and replays once it is over', async () => {
  const token = await api.token();
  stripe.faults.schedule({
    path: '/v1/payment_intents',
    when: 'after',
    effect: { kind: 'delay', milliseconds: 300 },
  });
  const slow = api.pay(token, {}, { key: 'k1' });
  while (stripe.books().intents.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await api.pay(token, {}, { key: 'k1' })).toMatchObject({
    status: 409,
    body: { error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } },
  });
  const first = await slow;
  expect((await api.pay(token, {}, { key: 'k1' })).body).toEqual(first.body);
});

it('forgets a key after a day', async () => {
  const pay = async () => api.pay(await api.token(), { 'payment_method_types[0]': 'card' }, { key: 'k1' });
  const first = await pay();
  stripe.clock.advance(24 * 3_600_000);
  const later = await pay();
  expect([first.status, later.status]).toEqual([200, 200]);
  expect(later.body['id']).not.toBe(first.body['id']);
});

describe('a 500', () => {
  const replayed = async (token: string) => {
    const again = await api.pay(token, {}, { key: 'k1' });
    expect(again.headers['idempotent-replayed']).toBe('true');
    return again.status;
  };

  it.each([
    [false, 0],
    [true, 1],
  ])('is kept by its key, whether it was applied (%s) or not', async (applied, intents) => {
    const token = await api.token();
    stripe.failAndKeep({ path: '/v1/payment_intents', applied });
    expect((await api.pay(token, {}, { key: 'k1' })).status).toBe(500);
    expect(await replayed(token)).toBe(500);
    expect(stripe.books().intents).toHaveLength(intents);
  });

  it('can be asked for from another process', async () => {
    const asked = await fetch(`${await baseOf()}/admin/kept-failures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: '/v1/payment_intents/*/capture' }),
    });
    expect(asked.status).toBe(201);
    const { id } = (await api.pay(await api.token())).body;
    expect((await api.post(`/v1/payment_intents/${id}/capture`, {}, { key: 'c' })).status).toBe(500);
    expect((await api.post(`/v1/payment_intents/${id}/capture`, {}, { key: 'c2' })).status).toBe(200);
    const books = await (await fetch(`${await baseOf()}/admin/books`)).json();
    expect(books).toEqual(JSON.parse(JSON.stringify(stripe.books())));
  });
});

describe('time-outs', () => {
  const hang = (when: 'before' | 'after') =>
    stripe.faults.schedule({ path: '/v1/payment_intents', when, effect: { kind: 'hang' } });

  it('before applying leave nothing, and the same key pays', async () => {
    const token = await api.token();
    hang('before');
    await expect(api.pay(token, {}, { key: 'k1', timeoutMs: 300 })).rejects.toThrow('timeout');
    expect(stripe.books().intents).toEqual([]);
    expect((await api.pay(token, {}, { key: 'k1' })).status).toBe(200);
  });

  it('after applying leave the payment: the same key is answered with it, another key finds the token spent', async () => {
    const token = await api.token();
    hang('after');
    await expect(api.pay(token, {}, { key: 'k1', timeoutMs: 300 })).rejects.toThrow('timeout');
    const [intent] = stripe.books().intents;
    expect((await api.pay(token, {}, { key: 'k2' })).status).toBe(400);
    expect((await api.pay(token, {}, { key: 'k1' })).body['id']).toBe(intent?.id);
    expect(stripe.books().intents).toHaveLength(1);
  });
});

const baseOf = async () => {
  const { port } = stripe.app.server.address() as { port: number };
  return `http://127.0.0.1:${port}`;
};
