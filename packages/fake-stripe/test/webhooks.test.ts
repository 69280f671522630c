import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createFakeStripe, type FakeStripe } from '../src';
import { apiOf, type Api } from './support/api';

let stripe: FakeStripe;
let api: Api;
let receiver: Server;
let received: { signature: string; body: string }[];
let refusals: number;

beforeEach(async () => {
  stripe = await createFakeStripe();
  api = apiOf(await stripe.listen());
  received = [];
  refusals = 0;
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      refusals -= 1;
      response.statusCode = refusals >= 0 ? 500 : 200;
      if (refusals < 0)
        received.push({
          signature: String(request.headers['stripe-signature']),
          body: Buffer.concat(chunks).toString(),
        });
      response.end();
    });
  }).listen(0);
  await once(receiver, 'listening');
});
afterEach(async () => {
  receiver.close();
  await stripe.close();
});

const listen = async (events: readonly string[]): Promise<string> => {
  const { port } = receiver.address() as AddressInfo;
  const form = Object.fromEntries(events.map((type, index) => [`enabled_events[${index}]`, type]));
  const made = await api.post('/v1/webhook_endpoints', { url: `http://127.0.0.1:${port}/`, ...form });
  return made.body['secret'];
};

it('signs every event of a payment’s life with the endpoint’s secret', async () => {
  const secret = await listen(['*']);
  const { id } = (await api.pay(await api.token())).body;
  await api.post(`/v1/payment_intents/${id}/capture`);
  await api.post('/v1/refunds', { payment_intent: id });
  await stripe.delivered();
  const types = received.map(({ body }) => JSON.parse(body).type);
  expect(types.sort()).toEqual([
    'charge.refunded',
    'payment_intent.amount_capturable_updated',
    'payment_intent.created',
    'payment_intent.succeeded',
    'shared_payment.granted_token.deactivated',
  ]);
  for (const { signature, body } of received) {
    const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
    expect(hex).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
  }
});

it('sends only what an endpoint listens for, and again after a failure', async () => {
  await listen(['payment_intent.payment_failed']);
  refusals = 2;
  await api.pay(await api.token('pm_card_visa_chargeDeclined'));
  await stripe.delivered();
  expect(received.map(({ body }) => JSON.parse(body))).toMatchObject([
    { type: 'payment_intent.payment_failed', data: { object: { status: 'requires_payment_method' } } },
  ]);
});
