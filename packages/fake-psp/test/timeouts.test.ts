import { createFakePsp, type FakePsp } from '../src';
import { apiOf, type Api } from './support/api';

let psp: FakePsp;
let api: Api;

beforeEach(async () => {
  psp = await createFakePsp();
  api = apiOf(await psp.listen());
});
afterEach(() => psp.close());

const find = async () => (await api.get('/payments?idempotency_key=k1')).body.payments;

it('times out before applying: nothing is there, and a retry under the same key pays', async () => {
  await expect(api.authorize('tok_sandbox_timeout_before', {}, 'k1', 500)).rejects.toThrow('timeout');
  expect(psp.payments()).toEqual([]);
  expect(await find()).toEqual([]);
  expect((await api.authorize('tok_sandbox_timeout_before', {}, 'k1')).status).toBe(200);
  expect(psp.payments()).toHaveLength(1);
});

it('times out after applying: the payment is found by its key, and a retry answers with it', async () => {
  await expect(api.authorize('tok_sandbox_timeout_after', {}, 'k1', 500)).rejects.toThrow('timeout');
  expect(psp.payments()).toMatchObject([{ status: 'authorized', authorized: 1_000 }]);
  const id = psp.payments()[0]?.id;
  expect(await find()).toMatchObject([{ id }]);
  expect(await api.authorize('tok_sandbox_timeout_after', {}, 'k1')).toMatchObject({
    status: 200,
    body: { id },
  });
  expect(psp.payments()).toHaveLength(1);
});
