import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { currency, itemId, money, sessionId } from '@acp-hub/commerce';
import type { PlaceOrder } from '@acp-hub/connector';
import { provePayment } from '../src/companion/proof';
import { parseWebhook } from '../src/webhooks/parse';
import { webhookSecret } from '../src/webhooks/secret';
import { credentials } from './support/tape';

const plugin = join(__dirname, '../../../plugins/woocommerce/test');
const hasPhp = spawnSync('php', ['-v']).error === undefined;

const run = (file: string, input = ''): string => {
  const { stdout, stderr, status } = spawnSync('php', ['-d', 'display_errors=stderr', join(plugin, file)], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0 || stderr !== '') throw new Error(`${file} failed: ${stderr}${stdout}`);
  return stdout;
};

const secret = 'a-secret-of-at-least-thirty-two-letters';
const now = new Date('2026-11-25T12:00:00Z');
const JPY = currency('JPY');

const order: PlaceOrder = {
  idempotencyKey: 'att_1:order',
  sessionId: sessionId('cs_1'),
  request: {
    items: [
      { id: itemId('10'), quantity: 2 },
      { id: itemId('20~Size=S%2FM'), quantity: 1 },
    ],
    currency: JPY,
    coupons: [],
  },
  expectedTotal: money(1999, JPY),
  authorization: { provider: 'stripe', reference: 'pi_1' },
  buyer: { email: 'ann@example.com' },
  marketingConsents: [],
};

const verify = (at: Date, change: (proof: string) => string = (proof) => proof) => {
  const { acp_proof, acp_signature } = provePayment(order, secret, now);
  const given = {
    proof: change(acp_proof),
    signature: acp_signature,
    secret,
    now: Math.floor(at.getTime() / 1_000),
  };
  return JSON.parse(run('verify.php', JSON.stringify(given)));
};

if (hasPhp) {
  describe('the companion plugin, by its own tests', () => {
    const results: readonly { readonly name: string; readonly failure: string | null }[] = run('tests.php')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    test.each(results.map(({ name, failure }) => [name, failure]))('%s', (_name, failure) =>
      expect(failure).toBeNull(),
    );
    test('there are some', () => expect(results.length).toBeGreaterThan(15));
  });

  describe('the hub and the plugin', () => {
    test('the plugin reads the hub’s proof as the hub meant it', () => {
      expect(verify(now).accepted).toEqual({
        session: 'cs_1',
        key: 'att_1:order',
        payment: 'pi_1',
        provider: 'stripe',
        total: '1999',
        currency: 'JPY',
        items: '[["10",2],["20~Size=S%2FM",1]]',
      });
    });

    test('a proof that was changed, or is too old, is none', () => {
      expect(verify(now, (proof) => `${proof}A`).accepted).toBeNull();
      expect(verify(new Date(now.getTime() + 299_000)).accepted).not.toBeNull();
      expect(verify(new Date(now.getTime() + 301_000)).accepted).toBeNull();
    });

    test('the hub takes the plugin’s word of a refund for a webhook', () => {
      const { webhook } = verify(now);
      const config = { url: 'https://shop.example', ...credentials };
      const request = {
        headers: {
          'x-wc-webhook-topic': 'order.updated',
          'x-wc-webhook-delivery-id': 'a-delivery',
          'x-wc-webhook-signature': webhook,
        },
        body: Buffer.from('{"id":173}'),
        receivedAt: now,
      };
      expect(parseWebhook(request, webhookSecret({ config, companionSecret: secret }))?.subject).toEqual({
        kind: 'order',
        platformOrderId: '173',
      });
      expect(parseWebhook(request, webhookSecret({ config }))).toBeUndefined();
    });
  });
} else test.skip('the companion plugin (php is missing: apt-get install php-cli)', () => undefined);
