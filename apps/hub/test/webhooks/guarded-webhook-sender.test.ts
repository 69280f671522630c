import { GuardedWebhookSender } from '../../src/webhooks/guarded-webhook-sender';
import { settableClock } from '../support/order-world';
import { webhookReceiver } from '../support/webhook-receiver';

const clock = settableClock();
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;

beforeAll(async () => {
  receiver = await webhookReceiver();
});
afterAll(() => receiver.close());

/** Every name is this machine's. */
const resolvesHere = (allowPrivateAddresses: boolean) =>
  new GuardedWebhookSender(
    {
      allowPrivateAddresses,
      resolveAll: (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    },
    clock,
  );

const send = async (sender: GuardedWebhookSender, mode: 'test' | 'live') => {
  const url = receiver.url.replace('127.0.0.1', 'agent.example');
  const answer = await sender.send({
    url: mode === 'live' ? url.replace('http:', 'https:') : url,
    headers: {},
    body: '{}',
    mode,
  });
  await sender.onApplicationShutdown();
  return answer;
};

test('a public name that resolves to a private address is refused to live news, and allowed to development', async () => {
  await expect(send(resolvesHere(true), 'live')).resolves.toEqual({
    kind: 'failed',
    error: expect.stringContaining('private network'),
  });
  expect(receiver.received).toEqual([]);
  await expect(send(resolvesHere(true), 'test')).resolves.toMatchObject({ kind: 'answered', status: 200 });
  expect(receiver.received).toHaveLength(1);
});

test('an answer without end is cut off, long before its time is over', async () => {
  let written = 0;
  const cutOff = new Promise<void>((resolve) => {
    receiver.answerWith((response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = () => {
        do written += chunk.length;
        while (response.write(chunk) && !response.destroyed);
      };
      response
        .on('drain', more)
        .on('close', resolve)
        .on('error', () => undefined);
      more();
    });
  });
  const startedAt = performance.now();
  await expect(send(resolvesHere(true), 'test')).resolves.toMatchObject({ kind: 'answered', status: 200 });
  await cutOff;
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  // What the sockets of both sides hold comes on top of the 64 KiB that are read.
  expect(written).toBeLessThan(16 * 1024 * 1024);
});

test('Retry-After as a date is the time until then', async () => {
  const inTenMinutes = new Date(clock.now().getTime() + 600_000);
  receiver.answerStatus(503, { 'retry-after': inTenMinutes.toUTCString() });
  await expect(send(resolvesHere(true), 'test')).resolves.toEqual({
    kind: 'answered',
    status: 503,
    retryAfterMs: 600_000,
  });
});
