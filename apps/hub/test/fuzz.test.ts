import fc from 'fast-check';
import { hashToken } from '../src/agents/bearer-token';
import { newId } from '../src/ids';
import { newOperatorToken } from '../src/operators/operator-token';
import { OperatorRepository } from '../src/persistence/operators/operator-repository';
import { flatErrorOf } from './support/flat-error';
import { fuzzRequests } from './support/fuzz-requests';
import { agentOf, hubWorld, payWith, sampleCheckout } from './support/hub-world';
import { memoryConnector } from './support/memory-connector';
import { sendRaw, type RawAnswer, type RawRequest } from './support/raw-http';
import { wrongStates } from './support/wrong-state';

const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? (process.env['CI'] === 'true' ? 60 : 10));
const AT_ONCE = 8;

const shop = memoryConnector();
let world: Awaited<ReturnType<typeof hubWorld>>;

beforeAll(async () => {
  world = await hubWorld({ connector: shop.connector, environment: { HUB_LEASE_MS: '2000' } });
}, 60_000);
afterAll(() => world.close());

/** Pages for people and answers for platforms have a shape of their own. */
const speaksAcp = ({ path }: RawRequest): boolean => !/^\/(o|ingress)\//.test(path);

/** Whose each session and order is, by token: what an agent is shown of another's is a leak. */
const owners = new Map<string, string>();

function leakIn({ path, headers }: RawRequest, { status, text }: RawAnswer): string | undefined {
  const [, token = ''] =
    /^Bearer (.+)$/.exec(headers.find(([name]) => name === 'authorization')?.[1] ?? '') ?? [];
  const id = path.split('/')[2] ?? '';
  const isForeign = owners.has(id) && owners.get(id) !== token;
  return isForeign && (status < 400 || text.includes(id)) ? `shows ${id} to a stranger` : undefined;
}

async function judge(request: RawRequest): Promise<void> {
  try {
    const answer = await sendRaw(world.baseUrl, request);
    const leak = leakIn(request, answer);
    if (leak !== undefined) throw new Error(leak);
    if (answer.status >= 500) throw new Error(`${answer.status}: ${answer.text.slice(0, 300)}`);
    if (answer.status >= 400 && request.method !== 'HEAD' && speaksAcp(request)) flatErrorOf(answer);
  } catch (cause) {
    throw new Error(`Wrongly answered: ${JSON.stringify(request).slice(0, 2_000)}`, { cause });
  }
}

async function ground() {
  const sessions = ['cs_unknown'];
  const orders = ['ord_unknown'];
  const tokens: string[] = [];
  const agents = ['agt_unknown'];
  const operatorTokens: string[] = [];
  const operators = new OperatorRepository(world.directory, world.database.scopes);
  for (const name of ['atlas', 'borealis']) {
    const merchant = await world.merchant(name);
    const { tenantId, connectionId } = merchant;
    const others = await Promise.all([
      world.provision.agent({ tenantId, connectionId, name: 'openai', profile: 'openai' }),
      world.provision.agent({
        tenantId,
        connectionId,
        name: 'signing',
        profile: 'legacy',
        signature: { policy: 'optional' },
        webhook: { url: 'http://127.0.0.1:1/nobody' },
      }),
    ]);
    for (const { token, agentId } of [merchant, ...others]) {
      tokens.push(token);
      agents.push(agentId);
      const agent = agentOf(world.baseUrl, token);
      for (let count = 0; count < 3; count += 1) {
        const { id } = (await agent.post('/checkout_sessions', sampleCheckout)).json;
        sessions.push(id);
        owners.set(id, token);
      }
      const { json } = await agent.post(
        `/checkout_sessions/${sessions.at(-1)}/complete`,
        payWith('tok_sandbox_ok'),
      );
      orders.push(json.order.id);
      owners.set(json.order.id, token);
    }
    const token = newOperatorToken();
    operatorTokens.push(token);
    await operators.add(tenantId, {
      operatorId: newId('opr'),
      name: 'fuzz',
      scopes: ['webhooks:read', 'webhooks:write'],
      tokenHash: hashToken(token),
    });
  }
  const { rows } = await world.database.backDoor.query<{ ingress_id: string }>(
    'SELECT ingress_id FROM hub.connections UNION ALL SELECT payment_ingress_id FROM hub.connections',
  );
  const ingressIds = rows.map(({ ingress_id }) => ingress_id);
  return { tokens, operatorTokens, agents, sessions, orders, ingressIds };
}

test(
  'whatever is sent, the answer is the flat error or a success, and nothing is left in a wrong state',
  async () => {
    let sent = 0;
    const batches = fc.array(fuzzRequests(await ground()), { minLength: AT_ONCE, maxLength: AT_ONCE });
    await fc.assert(
      fc.asyncProperty(batches, async (requests) => {
        await Promise.all(requests.map(judge));
        sent += requests.length;
      }),
      { numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1_000, markInterruptAsFailure: false },
    );
    expect(sent).toBeGreaterThan(AT_ONCE * SECONDS);

    let wrong = await wrongStates(world.database.backDoor);
    for (let round = 0; round < 60 && wrong.length > 0; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      wrong = await wrongStates(world.database.backDoor);
    }
    expect(wrong).toEqual([]);
    const paid = shop.orders().filter(({ status }) => status === 'paid');
    const { rows } = await world.database.backDoor.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM hub.orders',
    );
    expect(paid).toHaveLength(rows[0]?.n ?? -1);
    expect(new Set(paid.map(({ sessionId }) => sessionId)).size).toBe(paid.length);
  },
  (SECONDS + 60) * 1_000,
);
