import {
  orderId,
  type AuthenticationMetadata,
  type CheckoutSession,
  type CheckoutStatus,
  type Message,
  type OrderStatus,
} from '@acp-hub/commerce';
import { acpVersions, codecOf, type AcpVersion, type SessionView } from '../src';
import { errorCodesOfMessages, paymentHandler } from './arbitraries';
import type { Json } from './support/oracles';
import { orderView, pickup, shipping, view } from './session-fixture';

const legacy: AcpVersion[] = ['2025-09-29', '2025-12-12', '2026-01-16'];
const modern: AcpVersion[] = ['2026-01-30', '2026-04-17'];
const encode = (version: AcpVersion, shown: SessionView): Json => codecOf(version).encodeSession(shown);
const typesOf = (list: { type: string }[]): string[] => list.map(({ type }) => type);
const amounts = (totals: { type: string; amount: number }[]) =>
  Object.fromEntries(totals.map(({ type, amount }) => [type, amount]));

describe('session states', () => {
  const inTwoOldVersions: [CheckoutStatus, number, string, string | undefined][] = [
    ['incomplete', 0, 'not_ready_for_payment', undefined],
    ['not_ready_for_payment', 0, 'not_ready_for_payment', undefined],
    ['ready_for_payment', 0, 'ready_for_payment', undefined],
    ['complete_in_progress', 1, 'in_progress', undefined],
    ['in_progress', 1, 'in_progress', undefined],
    ['pending_approval', 1, 'in_progress', undefined],
    ['pending_approval', 0, 'not_ready_for_payment', 'info'],
    ['requires_escalation', 1, 'in_progress', undefined],
    ['requires_escalation', 0, 'not_ready_for_payment', 'info'],
    ['expired', 0, 'canceled', 'info'],
    ['canceled', 0, 'canceled', undefined],
    ['completed', 1, 'completed', undefined],
  ];

  describe.each(legacy)('%s', (version) => {
    test.each(inTwoOldVersions)('%s after %d attempts is %s', (status, attempts, expected, message) => {
      const sent = encode(version, view({ status, attempts }));
      expect(sent.status).toBe(expected);
      expect(typesOf(sent.messages)).toEqual(message ? [message] : []);
    });
  });

  test('2025-09-29 says requires_3ds in a message, for want of a state', () => {
    expect(encode('2025-09-29', view({ status: 'authentication_required' }))).toMatchObject({
      status: 'not_ready_for_payment',
      messages: [{ type: 'error', code: 'requires_3ds' }],
    });
  });

  test.each(['2025-12-12', '2026-01-16', ...modern] as AcpVersion[])(
    '%s knows authentication_required',
    (version) => {
      expect(encode(version, view({ status: 'authentication_required' })).status).toBe(
        'authentication_required',
      );
    },
  );

  test.each(modern)('%s knows all eleven', (version) => {
    expect(encode(version, view({ status: 'requires_escalation' })).status).toBe('requires_escalation');
    expect(encode(version, view({ status: 'expired' })).status).toBe('expired');
  });
});

describe('order states', () => {
  const inWebhooks: [OrderStatus, string][] = [
    ['created', 'created'],
    ['manual_review', 'manual_review'],
    ['confirmed', 'confirmed'],
    ['processing', 'confirmed'],
    ['shipped', 'shipped'],
    ['completed', 'fulfilled'],
    ['canceled', 'canceled'],
  ];

  describe.each([...legacy, '2026-01-30'] as AcpVersion[])('%s webhook', (version) => {
    test.each(inWebhooks)('%s is %s', (platformStatus, expected) => {
      const sent: Json = codecOf(version).encodeOrderEvent({
        kind: 'update',
        view: orderView({ platformStatus }),
      });
      expect(sent).toMatchObject({ type: 'order_update', data: { type: 'order', status: expected } });
    });
  });

  test('2026-04-17 webhook carries the whole order and its own states', () => {
    const shown = orderView({ platformStatus: 'processing' });
    expect(codecOf('2026-04-17').encodeOrderEvent({ kind: 'create', view: shown })).toMatchObject({
      type: 'order_create',
      data: {
        status: 'processing',
        line_items: [{ status: 'processing' }],
        adjustments: [],
        fulfillments: [],
      },
    });
  });

  const inSessions: [OrderStatus, string | undefined][] = [
    ['created', 'confirmed'],
    ['manual_review', 'confirmed'],
    ['confirmed', 'confirmed'],
    ['processing', 'processing'],
    ['shipped', 'shipped'],
    ['completed', 'delivered'],
    ['canceled', undefined],
  ];

  test.each(inSessions)('%s in a 2026-01-30 session is %s', (platformStatus, expected) => {
    const order = { id: orderId('ord_01'), permalinkUrl: 'https://hub.example/o/1' };
    const shown = view({ status: 'completed', order }, { order: orderView({ platformStatus }) });
    expect(encode('2026-01-30', shown).order.status).toBe(expected);
  });

  test.each(acpVersions)('%s: a completed session names its order', (version) => {
    const order = { id: orderId('ord_01'), permalinkUrl: 'https://hub.example/o/1' };
    expect(encode(version, view({ status: 'completed', order })).order).toMatchObject({
      id: 'ord_01',
      checkout_session_id: 'cs_01',
      permalink_url: 'https://hub.example/o/1',
    });
  });

  test('refunds are a list up to 2026-01-30 and adjustments after', () => {
    const refund = {
      id: 'adj_1',
      type: 'partial_refund',
      status: 'completed',
      occurredAt: '2026-04-18T12:00:00Z',
      lines: [],
      amount: 300,
    } as const;
    const adjustments = [
      refund,
      { ...refund, id: 'adj_2', type: 'store_credit', amount: 50 } as const,
      { ...refund, id: 'adj_3', status: 'pending' } as const,
      { ...refund, id: 'adj_4', type: 'dispute' } as const,
    ];
    const shown = orderView({ adjustments, amountRefunded: 300 });
    const before: Json = codecOf('2026-01-30').encodeOrderEvent({ kind: 'update', view: shown });
    expect(before.data.refunds).toEqual([
      { type: 'original_payment', amount: 300 },
      { type: 'store_credit', amount: 50 },
    ]);
    const after = codecOf('2026-04-17').encodeOrder(shown);
    expect(after.adjustments.map(({ type }) => type)).toEqual(['refund', 'credit', 'refund', 'dispute']);
    expect(amounts(after.totals)).toMatchObject({ total: 2404, amount_refunded: 300 });
  });

  test('local delivery of an order is shipping', () => {
    const fulfillments = [
      { id: 'ful_1', type: 'local_delivery', status: 'shipped', lines: [], events: [] },
    ] as const;
    expect(codecOf('2026-04-17').encodeOrder(orderView({ fulfillments })).fulfillments[0]?.type).toBe(
      'shipping',
    );
  });

  test.each(acpVersions)("%s: the names of OpenAI's documentation", (version) => {
    const shown = orderView();
    const name = (kind: 'create' | 'update') =>
      codecOf(version).encodeOrderEvent({ kind, view: shown, naming: 'openai' })['type'];
    expect([name('create'), name('update')]).toEqual(['order_created', 'order_updated']);
  });
});

describe('messages', () => {
  const kept = ['missing', 'invalid', 'out_of_stock', 'payment_declined', 'requires_sign_in', 'requires_3ds'];
  const stock = ['low_stock', 'quantity_exceeded'];

  test.each(errorCodesOfMessages)('%s', (code) => {
    const messages: Message[] = [{ type: 'error', code, content: 'x', contentType: 'plain' }];
    const expected = kept.includes(code) ? code : stock.includes(code) ? 'out_of_stock' : 'invalid';
    for (const version of legacy) expect(encode(version, view({ messages })).messages[0].code).toBe(expected);
    for (const version of modern) expect(encode(version, view({ messages })).messages[0].code).toBe(code);
  });

  const warning: Message = {
    type: 'warning',
    code: 'price_change',
    content: 'x',
    contentType: 'plain',
    resolution: 'requires_buyer_review',
  };

  test.each(legacy)('%s: warnings are infos', (version) => {
    expect(encode(version, view({ messages: [warning] })).messages).toEqual([
      { type: 'info', content_type: 'plain', content: 'x' },
    ]);
  });

  test('a resolution shows from 2026-04-17 on, a severity from 2026-01-30', () => {
    const [before] = encode('2026-01-30', view({ messages: [warning] })).messages;
    const [after] = encode('2026-04-17', view({ messages: [warning] })).messages;
    expect(before).toEqual({
      type: 'warning',
      code: 'price_change',
      severity: 'low',
      content_type: 'plain',
      content: 'x',
    });
    expect(after).toEqual({ ...before, resolution: 'requires_buyer_review' });
  });

  test.each([
    ['$.fulfillment_details.address', '$.fulfillment_address', '$.fulfillment_details.address'],
    [
      '$.fulfillment_details.address.city',
      '$.fulfillment_address.city',
      '$.fulfillment_details.address.city',
    ],
    ['$.fulfillment_details.email', undefined, '$.fulfillment_details.email'],
    ['$.selected_fulfillment_options', '$.fulfillment_option_id', '$.selected_fulfillment_options'],
    ['$.line_items[1].quantity', '$.line_items[1].item.quantity', '$.line_items[1].item.quantity'],
    ['$.discounts.codes[0]', undefined, undefined],
    ['$.buyer.email', '$.buyer.email', '$.buyer.email'],
  ])('%s points to %s in 2025-09-29, %s in 2026-01-16', (param, oldest, later) => {
    const messages: Message[] = [{ type: 'info', param, content: 'x', contentType: 'plain' }];
    expect(encode('2025-09-29', view({ messages })).messages[0].param).toBe(oldest);
    expect(encode('2026-01-16', view({ messages })).messages[0].param).toBe(later);
    expect(encode('2026-04-17', view({ messages })).messages[0].param).toBe(param);
  });

  test.each(acpVersions)('%s: markdown leaves without raw HTML', (version) => {
    const content = '**Hi** <script>x</script> <https://shop.example> 1 < 2';
    const messages: Message[] = [{ type: 'info', content, contentType: 'markdown' }];
    expect(encode(version, view({ messages })).messages[0].content).toBe(
      '**Hi** &lt;script>x&lt;/script> <https://shop.example> 1 < 2',
    );
  });
});

describe('fulfilment options', () => {
  test.each(legacy)('%s leaves pick-up out', (version) => {
    const sent = encode(version, view({ options: [shipping, pickup] }));
    expect((sent.fulfillment_options as { id: string }[]).map(({ id }) => id)).toEqual(['standard']);
    expect(sent.status).toBe('ready_for_payment');
  });

  test.each(legacy)('%s: where only pick-up exists, the session is not ready, with a message', (version) => {
    expect(encode(version, view({ options: [pickup], selected: [] }))).toMatchObject({
      status: 'not_ready_for_payment',
      fulfillment_options: [],
      messages: [{ type: 'error', code: 'invalid', content: expect.stringContaining('2026-01-30') }],
    });
  });

  test.each(legacy)('%s: a chosen pick-up must be chosen anew', (version) => {
    const selected = [{ type: 'pickup', optionId: pickup.id, itemIds: [] }] as const;
    const sent = encode(version, view({ options: [shipping, pickup], selected }));
    expect(sent.status).toBe('not_ready_for_payment');
    expect(sent.fulfillment_option_id).toBeUndefined();
    expect(sent.selected_fulfillment_options ?? []).toEqual([]);
  });

  test.each(modern)('%s shows pick-up', (version) => {
    expect(encode(version, view({ options: [pickup] })).fulfillment_options[0].type).toBe('pickup');
  });

  test.each(['2025-09-29', '2025-12-12'] as const)('%s: price as three amounts', (version) => {
    expect(encode(version, view()).fulfillment_options[0]).toMatchObject({
      subtitle: '3 to 5 days',
      subtotal: 500,
      tax: 40,
      total: 540,
    });
  });

  test.each(['2026-01-16', ...modern] as AcpVersion[])('%s: price as totals', (version) => {
    const [option] = encode(version, view()).fulfillment_options;
    expect(option.description).toBe('3 to 5 days');
    expect(amounts(option.totals)).toEqual({ subtotal: 500, tax: 40, total: 540 });
  });

  test('the chosen option: an id, then nested, then flat', () => {
    expect(encode('2025-09-29', view()).fulfillment_option_id).toBe('standard');
    const choice = { option_id: 'standard', item_ids: ['shirt'] };
    for (const version of ['2025-12-12', '2026-01-16'] as const)
      expect(encode(version, view()).selected_fulfillment_options).toEqual([
        { type: 'shipping', shipping: choice },
      ]);
    for (const version of modern)
      expect(encode(version, view()).selected_fulfillment_options).toEqual([{ type: 'shipping', ...choice }]);
  });
});

describe('buyer and address', () => {
  const address = { name: 'J', lineOne: '1', city: 'C', country: 'SG', postalCode: '2', company: 'Acme' };
  const nameless = { buyer: { email: 'jane@shop.example', firstName: 'Jane' }, fulfillment: { address } };

  test.each(legacy)('%s leaves out a buyer without both names', (version) => {
    expect(encode(version, view({ personal: nameless }))).not.toHaveProperty('buyer');
    const named = { buyer: { ...nameless.buyer, lastName: 'Doe' } };
    expect(encode(version, view({ personal: named })).buyer).toEqual({
      first_name: 'Jane',
      last_name: 'Doe',
      email: 'jane@shop.example',
    });
  });

  test.each(modern)('%s needs only the e-mail', (version) => {
    expect(encode(version, view({ personal: nameless })).buyer).toMatchObject({ first_name: 'Jane' });
    expect(encode(version, view({ personal: { buyer: { firstName: 'Jane' } } }))).not.toHaveProperty('buyer');
  });

  test.each(acpVersions)('%s: no state is the empty string, a company shows in 2026-04-17', (version) => {
    const sent = encode(version, view({ personal: nameless }));
    const shown = sent.fulfillment_address ?? sent.fulfillment_details.address;
    expect(shown.state).toBe('');
    expect(shown.company).toBe(version === '2026-04-17' ? 'Acme' : undefined);
  });
});

describe('totals', () => {
  test.each(legacy)('%s: gift wrap and tip are fees, store credit is a discount', (version) => {
    const totals = amounts(encode(version, view()).totals);
    expect(totals).toMatchObject({ fee: 60, discount: 140, total: 2404 });
    expect(Object.keys(totals)).not.toEqual(expect.arrayContaining(['gift_wrap']));
  });

  test.each(modern)('%s keeps them apart', (version) => {
    expect(amounts(encode(version, view()).totals)).toMatchObject({
      discount: 100,
      fee: 10,
      gift_wrap: 20,
      tip: 30,
      store_credit: 40,
      total: 2404,
    });
  });

  test.each(acpVersions)('%s: what is sent adds up', (version) => {
    const sent = amounts(encode(version, view()).totals);
    const of = (type: string): number => sent[type] ?? 0;
    expect(of('items_base_amount') - of('items_discount')).toBe(of('subtotal'));
    expect(
      of('subtotal') -
        of('discount') +
        of('fulfillment') +
        of('tax') +
        of('fee') +
        of('gift_wrap') +
        of('tip') -
        of('store_credit'),
    ).toBe(of('total'));
  });
});

test('links: return_policy has another name in 2025-09-29, later types come with 2026-01-30', () => {
  const links = (['terms_of_use', 'return_policy', 'faq'] as const).map((type) => ({
    type,
    url: 'https://shop.example/x',
    title: 'T',
  }));
  const types = (version: AcpVersion): string[] =>
    typesOf(encode(version, view({}, { merchant: { name: 'Shop', links } })).links);
  expect(types('2025-09-29')).toEqual(['terms_of_use', 'seller_shop_policies']);
  expect(types('2025-12-12')).toEqual(['terms_of_use', 'return_policy']);
  expect(types('2026-01-16')).toEqual(['terms_of_use', 'return_policy']);
  for (const version of modern) expect(types(version)).toEqual(['terms_of_use', 'return_policy', 'faq']);
});

describe('3-D Secure', () => {
  const authentication: AuthenticationMetadata = {
    acquirer: { bin: '123456', country: 'US', merchantId: 'm', merchantName: 'Shop' },
    directoryServer: 'visa',
  };
  const shown = (over: Partial<CheckoutSession> = {}) =>
    view({ status: 'authentication_required', authentication, ...over });

  test.each(['2025-12-12', '2026-01-16', '2026-01-30'] as const)(
    '%s: channel, of the risk signals',
    (version) => {
      const personal = {
        riskSignals: { ipAddress: '203.0.113.9', userAgent: 'UA', acceptLanguage: 'de-DE,de' },
      };
      expect(encode(version, shown({ personal })).authentication_metadata.channel.browser).toMatchObject({
        ip_address: '203.0.113.9',
        user_agent: 'UA',
        language: 'de-DE',
      });
    },
  );

  test('2026-04-17: no channel; 2025-09-29: nothing at all', () => {
    expect(encode('2026-04-17', shown()).authentication_metadata).toEqual({
      acquirer_details: {
        acquirer_bin: '123456',
        acquirer_country: 'US',
        acquirer_merchant_id: 'm',
        merchant_name: 'Shop',
      },
      directory_server: 'visa',
    });
    expect(encode('2025-09-29', shown())).not.toHaveProperty('authentication_metadata');
  });
});

describe('payment in the session', () => {
  const seller = (stripeCompatible: boolean) => ({
    ...view().seller,
    paymentHandlers: [paymentHandler({ stripeCompatible })],
  });

  test('a provider before 2026-01-30, with its account in 2026-01-16', () => {
    const shown = view({}, { seller: seller(true) });
    expect(encode('2025-09-29', shown).payment_provider).toEqual({
      provider: 'stripe',
      supported_payment_methods: ['card'],
    });
    expect(encode('2025-12-12', shown).payment_provider.supported_payment_methods[0].type).toBe('card');
    expect(encode('2026-01-16', shown).payment_provider.merchant_id).toBe('acct_1');
  });

  test.each(legacy)('%s: other payment needs a newer version, and a message says so', (version) => {
    const sent = encode(version, view({}, { seller: seller(false) }));
    expect(sent).not.toHaveProperty('payment_provider');
    expect(sent.messages[0].content).toContain('2026-01-30');
  });

  test.each(modern)('%s: handlers', (version) => {
    const [handler] = encode(version, view({}, { seller: seller(false) })).capabilities.payment.handlers;
    expect(handler).toMatchObject({
      id: 'card',
      psp: 'stripe',
      config: { merchant_id: 'acct_1', psp: 'stripe' },
    });
  });
});

test.each(acpVersions)('%s never returns attribution or intent', (version) => {
  const personal = {
    affiliate: { first: { provider: 'p', token: 'secret-token' } },
    intentTrace: { reasonCode: 'other' as const, traceSummary: 'secret-trace' },
    riskSignals: { deviceFingerprint: 'secret-device' },
  };
  expect(JSON.stringify(encode(version, view({ personal })))).not.toContain('secret');
});
