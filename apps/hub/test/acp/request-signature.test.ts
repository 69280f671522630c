import { signRequest } from '@acp-hub/acp';
import { flatErrorOf } from '../support/flat-error';
import { agentOf, hubWorld, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

const SECRET = 'what-the-agent-signs-with';
const MINUTE = 60_000;
let world: Awaited<ReturnType<typeof hubWorld>>;
let merchant: Awaited<ReturnType<typeof world.merchant>>;

beforeAll(async () => {
  world = await hubWorld({ connector: memoryConnector().connector });
  merchant = await world.merchant('atlas');
}, 60_000);
afterAll(() => world.close());

async function signingAgent(policy: 'optional' | 'required') {
  const { tenantId, connectionId } = merchant;
  const { token } = await world.provision.agent({
    tenantId,
    connectionId,
    name: policy,
    profile: 'spec',
    mode: 'test',
    signature: { policy, secret: SECRET },
  });
  return agentOf(world.baseUrl, token);
}

const signed = (body: unknown, secret = SECRET, at = Date.now()) => ({ ...signRequest(body, secret, at) });

test.each(['optional', 'required'] as const)('%s: a signed request is served', async (policy) => {
  const agent = await signingAgent(policy);
  const { status, json } = await agent.post('/checkout_sessions', sampleCheckout, signed(sampleCheckout));
  expect(status).toBe(201);
  expect(await agent.get(`/checkout_sessions/${json.id}`, signed(undefined))).toMatchObject({ status: 200 });
});

test.each([
  ['of another secret', signed(sampleCheckout, 'another-secret-altogether')],
  ['of another body', signed({ ...sampleCheckout, locale: 'de' })],
  ['ten minutes old', signed(sampleCheckout, SECRET, Date.now() - 10 * MINUTE)],
  ['without its time', { signature: signed(sampleCheckout).signature }],
])('a signature %s is refused, whether or not it had to be there', async (_, headers) => {
  for (const policy of ['optional', 'required'] as const) {
    const answer = await (await signingAgent(policy)).post('/checkout_sessions', sampleCheckout, headers);
    expect({ status: answer.status, code: flatErrorOf(answer).code }).toEqual({
      status: 401,
      code: 'invalid_signature',
    });
  }
});

test('a request without a signature is served where that is optional, and refused where it is required', async () => {
  const post = async (policy: 'optional' | 'required') =>
    (await signingAgent(policy)).post('/checkout_sessions', sampleCheckout);
  expect(await post('optional')).toMatchObject({ status: 201 });
  expect(await post('required')).toMatchObject({ status: 401, json: { code: 'invalid_signature' } });
});

test('after a rotation the former secret is taken until its time, and not a moment longer', async () => {
  const { tenantId, connectionId } = merchant;
  const { agentId, token } = await world.provision.agent({
    tenantId,
    connectionId,
    name: 'rotating',
    profile: 'spec',
    mode: 'test',
    signature: { policy: 'required', secret: SECRET },
  });
  const agent = agentOf(world.baseUrl, token);
  const rotated = 'what-the-agent-signs-with-from-now-on';
  const at = new Date(Date.now() + 30 * MINUTE);
  await world.tenants.replaceSecret(tenantId, { kind: 'signature', agentId, secret: rotated, at });
  const post = (secret: string) =>
    agent.post('/checkout_sessions', sampleCheckout, signed(sampleCheckout, secret));
  expect(await post(SECRET)).toMatchObject({ status: 201 });
  expect(await post(rotated)).toMatchObject({ status: 201 });
  expect(await post('never-was-a-secret-of-it')).toMatchObject({ status: 401 });

  const passed = new Date(Date.now() - 1_000);
  const other = await world.provision.agent({
    tenantId,
    connectionId,
    name: 'rotated',
    profile: 'spec',
    mode: 'test',
    signature: { policy: 'required', secret: SECRET },
  });
  await world.tenants.replaceSecret(tenantId, {
    kind: 'signature',
    agentId: other.agentId,
    secret: rotated,
    at: passed,
  });
  const late = agentOf(world.baseUrl, other.token);
  expect(await late.post('/checkout_sessions', sampleCheckout, signed(sampleCheckout, SECRET))).toMatchObject(
    { status: 401, json: { code: 'invalid_signature' } },
  );
});
