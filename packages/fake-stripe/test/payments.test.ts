import { createFakeStripe, testCards, type FakeStripe } from '../src';
import { apiOf, type Api } from './support/api';

let stripe: FakeStripe;
let base: string;
let api: Api;

beforeEach(async () => {
  stripe = await createFakeStripe();
  base = await stripe.listen();
  api = apiOf(base);
});
afterEach(() => stripe.close());

const authorized = async (more = {}): Promise<string> => {
  const answer = await api.pay(await api.token(), more);
  expect(answer).toMatchObject({ status: 200, body: { status: 'requires_capture' } });
  return answer.body['id'];
};

describe('payment intents', () => {
  it('are authorised, captured in part and refunded, and the balance follows', async () => {
    const id = await authorized({ 'metadata[session]': 'cs_1' });
    const captured = await api.post(`/v1/payment_intents/${id}/capture`, {
      amount_to_capture: 800,
      'metadata[order]': '17',
      'expand[0]': 'latest_charge.balance_transaction',
    });
    expect(captured.body).toMatchObject({
      status: 'succeeded',
      amount: 1_000,
      amount_received: 800,
      metadata: { session: 'cs_1', order: '17' },
      latest_charge: { amount_captured: 800, balance_transaction: { amount: 800, fee: 53, net: 747 } },
    });
    const refund = await api.post('/v1/refunds', { payment_intent: id, amount: 300 });
    expect(refund.body).toMatchObject({ object: 'refund', status: 'succeeded', amount: 300 });
    const list = await api.get(`/v1/refunds?payment_intent=${id}`);
    expect(list.body['data']).toMatchObject([{ id: refund.body['id'] }]);
    expect(stripe.books().balance.map(({ net }) => net)).toEqual([747, -300]);
  });

  it('are taken at once where nobody asks to wait', async () => {
    const answer = await api.pay(await api.token(), { capture_method: 'automatic' });
    expect(answer.body).toMatchObject({ status: 'succeeded', amount_received: 1_000 });
  });

  it.each([
    ['capture', 1_001, 'amount_too_large'],
    ['confirm', undefined, 'payment_intent_unexpected_state'],
  ])('refuse a wrong %s', async (action, amount, code) => {
    const form: Record<string, number> = amount === undefined ? {} : { amount_to_capture: amount };
    const answer = await api.post(`/v1/payment_intents/${await authorized()}/${action}`, form);
    expect(answer).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error', code } } });
  });

  it('are canceled once, and then neither captured nor refunded', async () => {
    const id = await authorized();
    const canceled = await api.post(`/v1/payment_intents/${id}/cancel`, { cancellation_reason: 'abandoned' });
    expect(canceled.body).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    const state = { status: 400, body: { error: { code: 'payment_intent_unexpected_state' } } };
    expect(await api.post(`/v1/payment_intents/${id}/cancel`)).toMatchObject(state);
    expect(await api.post(`/v1/payment_intents/${id}/capture`)).toMatchObject(state);
    expect((await api.post('/v1/refunds', { payment_intent: id })).status).toBe(400);
  });

  it('give back no more than was captured', async () => {
    const id = await authorized();
    await api.post(`/v1/payment_intents/${id}/capture`);
    expect((await api.post('/v1/refunds', { payment_intent: id, amount: 1_001 })).status).toBe(400);
    expect((await api.post('/v1/refunds', { payment_intent: id })).status).toBe(200);
    expect(await api.post('/v1/refunds', { payment_intent: id })).toMatchObject({
      body: { error: { code: 'charge_already_refunded' } },
    });
  });

  it('are found by metadata only after the lag of search', async () => {
    const id = await authorized({ 'metadata[key]': 'it’s "k"' });
    const query = encodeURIComponent('metadata["key"]:"it’s \\"k\\""');
    const search = () => api.get(`/v1/payment_intents/search?query=${query}`);
    expect((await search()).body['data']).toEqual([]);
    stripe.clock.advance(60_000);
    expect((await search()).body['data']).toMatchObject([{ id }]);
    const either = encodeURIComponent('metadata["no"]:"x" OR metadata["key"]:"it’s \\"k\\""');
    const found = await api.get(`/v1/payment_intents/search?query=${either}`);
    expect(found.body['data']).toMatchObject([{ id }]);
    expect((await api.get('/v1/payment_intents/search?query=amount>1')).status).toBe(400);
  });

  it('are listed at once, newest first, a page at a time', async () => {
    const ids = [await authorized(), await authorized(), await authorized()].reverse();
    const first = (await api.get('/v1/payment_intents?limit=2')).body;
    expect(first).toMatchObject({ has_more: true, data: [{ id: ids[0] }, { id: ids[1] }] });
    const rest = (await api.get(`/v1/payment_intents?limit=2&starting_after=${ids[1]}`)).body;
    expect(rest).toMatchObject({ has_more: false, data: [{ id: ids[2] }] });
    const later = Math.floor(stripe.clock.now().getTime() / 1_000) + 60;
    expect((await api.get(`/v1/payment_intents?created[gte]=${later}`)).body['data']).toEqual([]);
  });

  it('take further notes, and lose those that are emptied', async () => {
    const id = await authorized({ 'metadata[a]': '1', 'metadata[b]': '2' });
    const changed = await api.post(`/v1/payment_intents/${id}`, { 'metadata[a]': '', 'metadata[c]': '3' });
    expect(changed.body).toMatchObject({ status: 'requires_capture' });
    expect((await api.get(`/v1/payment_intents/${id}`)).body['metadata']).toEqual({ b: '2', c: '3' });
  });

  it('lapse after seven days, and are then neither captured nor held', async () => {
    const id = await authorized();
    stripe.clock.advance(7 * 24 * 3_600_000 - 1_000);
    expect((await api.get(`/v1/payment_intents/${id}`)).body['status']).toBe('requires_capture');
    stripe.clock.advance(2_000);
    expect(await api.post(`/v1/payment_intents/${id}/capture`)).toMatchObject({
      status: 400,
      body: { error: { code: 'payment_intent_unexpected_state' } },
    });
    expect((await api.get(`/v1/payment_intents/${id}`)).body).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
      amount_capturable: 0,
    });
  });

  it('belong to one account', async () => {
    const id = await authorized();
    expect(await apiOf(base, 'other').get(`/v1/payment_intents/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'resource_missing' } },
    });
  });
});

describe('cards', () => {
  const declining = Object.entries(testCards).flatMap(([card, behaviour]) =>
    behaviour.kind === 'decline' ? [[card, behaviour.error] as const] : [],
  );
  it.each(declining)('%s declines with a 402 that holds the intent', async (card, error) => {
    const token = await api.token(card);
    const answer = await api.pay(token);
    expect(answer).toMatchObject({
      status: 402,
      body: { error: { ...error, payment_intent: { status: 'requires_payment_method' } } },
    });
    expect(stripe.books().balance).toEqual([]);
  });

  it('asks for 3-D Secure, and believes a proof from elsewhere', async () => {
    const asked = await api.pay(await api.token('pm_card_authenticationRequired'));
    expect(asked.body).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk', use_stripe_sdk: { directory_server_name: 'visa' } },
    });
    const proof = 'payment_method_options[card][three_d_secure]';
    const path = `/v1/payment_intents/${asked.body['id']}/confirm`;
    expect(await api.post(path, { error_on_requires_action: 'true' })).toMatchObject({
      status: 402,
      body: { error: { code: 'authentication_required' } },
    });
    const again = await api.pay(await api.token('pm_card_authenticationRequired'), {
      [`${proof}[cryptogram]`]: 'AAAA',
      [`${proof}[transaction_id]`]: 'ds-1',
      [`${proof}[version]`]: '2.2.0',
    });
    expect(again.body['status']).toBe('requires_capture');
  });

  it('disputes what was captured, and the merchant may win', async () => {
    const id = (await api.pay(await api.token('pm_card_createDispute'))).body['id'];
    await api.post(`/v1/payment_intents/${id}/capture`);
    const [dispute] = (await api.get(`/v1/disputes?payment_intent=${id}`)).body['data'];
    expect(dispute).toMatchObject({ amount: 1_000, status: 'needs_response', reason: 'fraudulent' });
    expect((await api.post('/v1/refunds', { payment_intent: id })).body).toMatchObject({
      error: { code: 'charge_disputed' },
    });
    const won = (await api.post(`/fake/disputes/${dispute.id}/won`)).body;
    expect(won['balance_transactions']).toMatchObject([
      { amount: -1_000, fee: 1_500, net: -2_500 },
      { amount: 1_000, fee: 0 },
    ]);
    expect(stripe.books().balance.map(({ amount }) => amount)).toEqual([1_000, -1_000, 1_000]);
  });
});

describe('granted tokens', () => {
  const refused = (message: string) => ({
    status: 400,
    body: {
      error: {
        type: 'invalid_request_error',
        param: 'payment_method_data[shared_payment_granted_token]',
        message: expect.stringContaining(message),
      },
    },
  });

  it('show their limits and how far they were used, and pay once', async () => {
    const token = await api.token();
    const path = `/v1/shared_payment/granted_tokens/${token}`;
    expect((await api.get(path)).body).toMatchObject({
      usage_limits: { currency: 'usd', max_amount: 10_000, expires_at: null },
      deactivated_reason: null,
    });
    const { id } = (await api.pay(token)).body;
    await api.post(`/v1/payment_intents/${id}/capture`);
    const used = (await api.get(path)).body;
    expect(used).toMatchObject({
      deactivated_reason: 'consumed',
      usage_details: { amount_captured: { value: 1_000, currency: 'usd' } },
    });
    expect(used).not.toHaveProperty('payment_method');
    expect(await api.pay(token)).toMatchObject(refused('deactivated (consumed)'));
  });

  it('do not pay beyond their amount, currency or time, nor once revoked, nor for others', async () => {
    const token = await api.token();
    expect(await api.pay(token, { amount: 10_001 })).toMatchObject(refused('limited to 10000'));
    expect(await api.pay(token, { currency: 'eur' })).toMatchObject(refused('limited to usd'));
    expect(await apiOf(base, 'other').pay(token)).toMatchObject(refused('no such'));
    await api.post(`/v1/test_helpers/shared_payment/granted_tokens/${token}/revoke`);
    expect(await api.pay(token)).toMatchObject(refused('deactivated (revoked)'));
    const expires = Math.floor(stripe.clock.now().getTime() / 1_000) + 60;
    const brief = await api.token('pm_card_visa', { 'usage_limits[expires_at]': expires });
    stripe.clock.advance(60_000);
    expect(await api.pay(brief)).toMatchObject(refused('deactivated (expired)'));
  });

  it('are unknown to versions before them', async () => {
    const token = await api.token();
    for (const version of ['2026-10-28.endive', '2026-03-25.preview'])
      expect((await api.pay(token, {}, { version })).status).toBe(404);
    expect((await api.pay(token, {}, { version: '2026-09-30.preview' })).status).toBe(200);
  });
});

describe('amounts', () => {
  it.each([
    ['kwd', 5_124, 400],
    ['kwd', 5_120, 200],
    ['isk', 550, 400],
    ['isk', 500, 200],
    ['jpy', 501, 200],
    ['usd', 49, 400],
    ['usd', 50, 200],
  ])('%s %d → %d', async (currency, amount, status) => {
    const token = await api.token('pm_card_visa', { 'usage_limits[currency]': currency });
    expect((await api.pay(token, { currency, amount })).status).toBe(status);
  });
});

it.each([
  [{ amount: '10.5' }, 'amount'],
  [{ colour: 'red' }, 'colour'],
  [{ 'metadata[a]': 'x'.repeat(501) }, 'metadata[a]'],
])('names the parameter that is wrong: %j', async (more: Record<string, string>, param) => {
  expect(await api.pay('spt_x', more)).toMatchObject({ status: 400, body: { error: { param } } });
});

it('takes no live key and no unknown route', async () => {
  expect((await apiOf(base).get('/v1/nothing')).status).toBe(404);
  const answer = await fetch(`${base}/v1/account`, { headers: { authorization: 'Bearer sk_live_x' } });
  expect(answer.status).toBe(401);
});
