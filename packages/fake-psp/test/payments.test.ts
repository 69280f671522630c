import { createFakePsp, type FakePsp } from '../src';
import { apiOf, type Api } from './support/api';

let psp: FakePsp;
let base: string;
let api: Api;

beforeAll(async () => {
  psp = await createFakePsp();
  base = await psp.listen();
  api = apiOf(base);
});
afterAll(() => psp.close());

const opened = async (token?: string): Promise<string> => String((await api.authorize(token)).body.id);
const usd = (amount: number) => ({ amount, currency: 'USD' });
const code = (code: string) => ({ error: { code } });

describe('a payment', () => {
  it('is authorized, captured in part and refunded in parts', async () => {
    const authorized = await api.authorize('tok_sandbox_ok', {
      reference: { session_id: 'cs_1', attempt: 1 },
    });
    expect(authorized).toMatchObject({
      status: 200,
      body: { status: 'authorized', authorized: 1_000, captured: 0, reference: { session_id: 'cs_1' } },
    });
    const path = `/payments/${String(authorized.body.id)}`;
    expect(await api.post(`${path}/capture`, usd(900))).toMatchObject({
      status: 200,
      body: { status: 'captured', captured: 900 },
    });
    await api.post(`${path}/refunds`, usd(400));
    expect(await api.post(`${path}/refunds`, usd(500))).toMatchObject({
      status: 200,
      body: { refunded: 900 },
    });
    expect(await api.post(`${path}/refunds`, usd(1))).toMatchObject({
      status: 422,
      body: code('amount_out_of_range'),
    });
    const events = psp.payments().find(({ id }) => id === authorized.body.id)?.events;
    expect(events?.map(({ type, amount }) => [type, amount])).toEqual([
      ['authorized', 1_000],
      ['captured', 900],
      ['refunded', 400],
      ['refunded', 500],
    ]);
  });

  it('is never captured above what was authorized, twice, or after a void', async () => {
    const path = `/payments/${await opened()}`;
    expect((await api.post(`${path}/capture`, usd(1_001))).status).toBe(422);
    expect((await api.post(`${path}/capture`, usd(400))).status).toBe(200);
    expect((await api.post(`${path}/capture`, usd(400))).body).toMatchObject(code('wrong_state'));
    const voided = `/payments/${await opened()}`;
    expect((await api.post(`${voided}/void`, {})).body).toMatchObject({ status: 'voided', voided: 1_000 });
    expect((await api.post(`${voided}/capture`, usd(1_000))).status).toBe(409);
  });

  it('is not voided once captured, nor refunded before', async () => {
    const path = `/payments/${await opened()}`;
    expect((await api.post(`${path}/refunds`, usd(1))).status).toBe(409);
    await api.post(`${path}/capture`, usd(1_000));
    expect((await api.post(`${path}/void`, {})).status).toBe(409);
  });

  it('keeps to its currency', async () => {
    const path = `/payments/${await opened()}/capture`;
    expect((await api.post(path, { amount: 1_000, currency: 'EUR' })).status).toBe(400);
  });

  it.each([
    ['tok_sandbox_declined', 'card_declined'],
    ['tok_sandbox_insufficient_funds', 'insufficient_funds'],
    ['tok_nobody_minted', 'token_invalid'],
    ['constructor', 'token_invalid'],
  ])('is declined with %s: %s', async (token, declined) => {
    expect(await api.authorize(token)).toMatchObject({
      status: 402,
      body: { status: 'declined', authorized: 0, decline: { code: declined } },
    });
  });

  it('lapses before it is captured with tok_sandbox_lapses, and can be voided', async () => {
    const path = `/payments/${await opened('tok_sandbox_lapses')}`;
    expect((await api.post(`${path}/capture`, usd(1_000))).body).toMatchObject(code('wrong_state'));
    expect((await api.post(`${path}/void`, {})).status).toBe(200);
  });
});

describe('3-D Secure', () => {
  const token = 'tok_sandbox_requires_3ds';
  const resume = (payment_id: string, outcome: string, more = {}) =>
    api.authorize(token, { authentication: { payment_id, outcome }, ...more });

  it('is asked for, and passed in the same payment', async () => {
    const asked = await api.authorize(token);
    expect(asked).toMatchObject({
      status: 200,
      body: {
        status: 'requires_authentication',
        authorized: 0,
        authentication: { directory_server: 'visa' },
      },
    });
    const passed = await resume(String(asked.body.id), 'authenticated');
    expect(passed.body).toMatchObject({ id: asked.body.id, status: 'authorized', authorized: 1_000 });
    expect(passed.body).not.toHaveProperty('authentication');
  });

  it('declines a buyer who did not pass', async () => {
    const id = await opened(token);
    expect(await resume(id, 'denied')).toMatchObject({
      status: 402,
      body: { id, decline: { code: 'authentication_failed' } },
    });
  });

  it('goes on only with the payment that asked, for its amount', async () => {
    const id = await opened(token);
    expect((await resume(id, 'authenticated', { amount: 2_000 })).status).toBe(422);
    expect((await resume('pay_unknown', 'authenticated')).status).toBe(404);
    expect((await resume(await opened(), 'authenticated')).status).toBe(409);
  });
});

describe('a minted token', () => {
  const mint = async (more: object = {}): Promise<string> => {
    const limits = { merchant_id: 'acct_demo', max_amount: 1_000, currency: 'USD' };
    const answer = await api.post('/tokens', { ...limits, expires_at: '2999-01-01T00:00:00Z', ...more });
    expect(answer.status).toBe(201);
    return String(answer.body.id);
  };
  const declined = (code: string) => ({ status: 402, body: { decline: { code } } });

  it('pays once, up to its limit', async () => {
    const token = await mint();
    expect(await api.authorize(token, { amount: 1_001 })).toMatchObject(declined('token_limit_exceeded'));
    expect((await api.authorize(token)).status).toBe(200);
    expect(await api.authorize(token)).toMatchObject(declined('token_used'));
  });

  it('is good for its merchant, its currency and its time alone', async () => {
    const token = await mint();
    expect(await apiOf(base, 'other').authorize(token)).toMatchObject(declined('token_invalid'));
    expect(await api.authorize(token, { currency: 'EUR' })).toMatchObject(declined('token_invalid'));
    psp.clock.set(new Date('2999-01-01T00:00:00Z'));
    expect(await api.authorize(token)).toMatchObject(declined('token_expired'));
    psp.clock.reset();
    expect((await api.authorize(token)).status).toBe(200);
  });

  it('is not used up by coming back from 3-D Secure, and behaves as it was told to', async () => {
    const token = await mint({ behaviour: 'require_3ds' });
    const { id: payment_id } = (await api.authorize(token)).body;
    const authentication = { payment_id, outcome: 'authenticated' };
    expect((await api.authorize(token, { authentication })).body).toMatchObject({ status: 'authorized' });
  });
});

describe('idempotency', () => {
  it('answers the same to the same request, whatever the order of its members', async () => {
    const before = psp.payments().length;
    const first = await api.authorize('tok_sandbox_ok', { metadata: { a: '1', b: '2' } }, 'key-same');
    const second = await api.post(
      '/payments',
      { metadata: { b: '2', a: '1' }, currency: 'USD', amount: 1_000, token: 'tok_sandbox_ok' },
      'key-same',
    );
    expect(second).toEqual(first);
    expect(psp.payments()).toHaveLength(before + 1);
  });

  it('answers 422 to another body or another path', async () => {
    const { id } = (await api.authorize('tok_sandbox_ok', {}, 'key-other')).body;
    const conflict = { status: 422, body: code('idempotency_conflict') };
    expect(await api.authorize('tok_sandbox_ok', { amount: 1 }, 'key-other')).toMatchObject(conflict);
    expect(await api.post(`/payments/${String(id)}/void`, {}, 'key-other')).toMatchObject(conflict);
  });

  it('repeats declines and refusals too', async () => {
    const declined = await api.authorize('tok_sandbox_declined', {}, 'key-declined');
    expect(await api.authorize('tok_sandbox_declined', {}, 'key-declined')).toEqual(declined);
  });

  it.each([
    ['capture', usd(1_000), 'captured'],
    ['void', {}, 'voided'],
  ])('applies a repeated %s once', async (action, body, sum) => {
    const path = `/payments/${await opened()}/${action}`;
    const first = await api.post(path, body, `key-${action}`);
    expect(first.body[sum]).toBe(1_000);
    expect(await api.post(path, body, `key-${action}`)).toEqual(first);
  });

  it('applies a repeated refund once', async () => {
    const path = `/payments/${await opened()}`;
    await api.post(`${path}/capture`, usd(1_000));
    await api.post(`${path}/refunds`, usd(300), 'key-refund');
    expect((await api.post(`${path}/refunds`, usd(300), 'key-refund')).body.refunded).toBe(300);
    expect((await api.get(path)).body.refunded).toBe(300);
  });

  it('asks for a key, of at most 255 characters', async () => {
    for (const key of ['', 'k'.repeat(256)])
      expect((await api.authorize('tok_sandbox_ok', {}, key)).body).toMatchObject(
        code('idempotency_key_required'),
      );
  });
});

describe('accounts', () => {
  it('see their own payments alone', async () => {
    const stranger = apiOf(base, 'stranger');
    const { id } = (await api.authorize('tok_sandbox_ok', {}, 'key-mine')).body;
    const path = `/payments/${String(id)}`;
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(`${path}/capture`, usd(1_000))).status).toBe(404);
    expect((await stranger.post(`${path}/void`, {})).status).toBe(404);
    expect((await stranger.get('/payments?idempotency_key=key-mine')).body).toEqual({ payments: [] });
    expect((await api.get('/payments?idempotency_key=key-mine')).body).toMatchObject({ payments: [{ id }] });
    const theirs = await stranger.authorize('tok_sandbox_ok', {}, 'key-mine');
    expect(theirs.body.id).not.toBe(id);
  });

  it('need a key that looks like one', async () => {
    expect(await apiOf(base, 'NOT A NAME').get('/account')).toMatchObject({
      status: 401,
      body: code('unauthorized'),
    });
    expect((await api.get('/account')).body).toEqual({ merchant_id: 'acct_demo', mode: 'test' });
  });
});

it.each([
  [{ amount: 0 }, 'amount'],
  [{ amount: 1.5 }, 'amount'],
  [{ currency: 'usd' }, 'currency'],
  [{ surprise: true }, 'surprise'],
])('says what is wrong with %j', async (more, named) => {
  const answer = await api.authorize('tok_sandbox_ok', more);
  expect(answer).toMatchObject({ status: 400, body: code('invalid_request') });
  expect(JSON.stringify(answer.body)).toContain(named);
});

it('answers an unknown route in its own shape, and shows its books', async () => {
  expect(await api.get('/nowhere')).toMatchObject({ status: 404, body: code('not_found') });
  expect((await api.get('/admin/books')).body).toEqual({
    payments: JSON.parse(JSON.stringify(psp.payments())),
  });
});
