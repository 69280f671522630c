import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '@acp-hub/fake-stripe';
import type { PaymentAccount, PaymentId, WebhookRequest } from '@acp-hub/payment';
import { fails, good } from '@acp-hub/payment-testkit';
import { openStripe, payment, usd, type OpenedStripe } from './support/stripe';

let opened: OpenedStripe;
let receiver: Server;
let received: WebhookRequest[];
let account: PaymentAccount;

beforeEach(async () => {
  opened = await openStripe();
  received = [];
  receiver = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const signature = String(incoming.headers['stripe-signature']);
      received.push({ headers: { 'stripe-signature': signature }, body: Buffer.concat(chunks) });
      response.end();
    });
  }).listen(0);
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const { secret } = await opened.api('/v1/webhook_endpoints', {
    url: `http://127.0.0.1:${port}/`,
    'enabled_events[0]': '*',
  });
  account = opened.connect({ webhookSecret: String(secret) });
});
afterEach(async () => {
  receiver.close();
  await opened.close();
});

const parse = (request: WebhookRequest) => account.parseWebhook!(request);
const typeOf = ({ body }: WebhookRequest): string => JSON.parse(body.toString()).type;
const authorize = async (card?: string): Promise<PaymentId> => {
  const answer = good(await opened.account.authorize(payment(await opened.token(card))));
  return (answer as { paymentId: PaymentId }).paymentId;
};

it('names the payment behind every event of its life', async () => {
  const paymentId = await authorize('pm_card_createDispute');
  good(await opened.account.capture({ idempotencyKey: 'c', paymentId, amount: usd(1_999) }));
  const [dispute] = opened.stripe.books().disputes;
  await opened.api(`/fake/disputes/${dispute?.id}/won`, {});
  const second = await authorize();
  good(await opened.account.capture({ idempotencyKey: 'c2', paymentId: second, amount: usd(1_999) }));
  good(await opened.account.refund({ idempotencyKey: 'r', paymentId: second, amount: usd(1) }));
  const third = await authorize();
  good(await opened.account.void({ idempotencyKey: 'v', paymentId: third }));
  await opened.stripe.delivered();

  const seen = new Map<string, readonly string[]>();
  for (const request of received) {
    const event = good(await parse(request));
    expect(event.id).toBe(JSON.parse(request.body.toString()).id);
    seen.set(typeOf(request), event.paymentIds);
  }
  expect(Object.fromEntries(seen)).toEqual({
    'payment_intent.created': [third],
    'payment_intent.amount_capturable_updated': [third],
    'payment_intent.succeeded': [second],
    'payment_intent.canceled': [third],
    'charge.refunded': [second],
    'charge.dispute.created': [paymentId],
    'charge.dispute.closed': [paymentId],
    // A granted token is no payment: nothing to look at.
    'shared_payment.granted_token.deactivated': [],
  });
});

describe('is refused', () => {
  const genuine = async (): Promise<WebhookRequest> => {
    await authorize();
    await opened.stripe.delivered();
    return received[0]!;
  };
  const refused = (reason: string) => ({ kind: 'rejected', reason }) as const;
  const now = () => Math.floor(opened.stripe.clock.now().getTime() / 1_000);

  it('when the body was changed by one byte, and when the signature is of nobody', async () => {
    const { headers, body } = await genuine();
    const changed = Buffer.from(body.toString().replace('"livemode":false', '"livemode":true '));
    const forged = { 'stripe-signature': signatureOf('whsec_guess', body.toString(), now()) };
    for (const request of [
      { headers, body: changed },
      { headers: forged, body },
      { headers: {}, body },
      { headers: { 'stripe-signature': 'v1=,t=' }, body },
      { headers: { 'stripe-signature': `t=${now()},v0=${'0'.repeat(64)}` }, body },
      { headers, body: Buffer.alloc(0) },
    ])
      fails(await parse(request), refused('signature_invalid'));
  });

  it('when it is played back later', async () => {
    const request = await genuine();
    opened.stripe.clock.advance(299_000);
    good(await parse(request));
    opened.stripe.clock.advance(3_000);
    fails(await parse(request), refused('signature_invalid'));
  });

  it('when it is of the other mode, of another shape, or no JSON', async () => {
    const secret = 'whsec_mine';
    account = opened.connect({ webhookSecret: secret });
    const signed = (text: string): WebhookRequest => ({
      headers: { 'stripe-signature': signatureOf(secret, text, now()) },
      body: Buffer.from(text),
    });
    const { body } = await genuine();
    const live = JSON.stringify({ ...JSON.parse(body.toString()), livemode: true });
    for (const text of [live, '{}', '[]', 'null', '{"object":"v2.core.event"}', '<html>'])
      fails(await parse(signed(text)), refused('invalid_request'));
    good(await parse(signed(body.toString())));
  });

  it('while no secret is set, and says what to do', async () => {
    const request = await genuine();
    account = opened.connect({ webhookSecret: undefined });
    expect(fails(await parse(request), { kind: 'config' })).toContain('signing secret');
  });
});

it('is taken while the secret is being rolled, when Stripe signs with both', async () => {
  await authorize();
  await opened.stripe.delivered();
  const [{ headers, body }] = received as [WebhookRequest];
  const both = `${headers['stripe-signature']},v1=${'0'.repeat(64)}`;
  good(await parse({ headers: { 'stripe-signature': both }, body }));
});
