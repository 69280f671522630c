import { codecOf, discountExtension, negotiateCapabilities, type SellerCapabilities } from '../src';
import { paymentHandler } from './arbitraries';
import { session, view } from './session-fixture';
import type { Json } from './support/oracles';

const seller: SellerCapabilities = {
  paymentHandlers: [paymentHandler(), paymentHandler({ id: 'wallet' })],
  interventions: {
    supported: ['3ds', 'address_verification'],
    required: ['3ds'],
    enforcement: 'conditional',
  },
  extensions: [discountExtension],
};

test('interventions are those of both', () => {
  const { interventions, messages } = negotiateCapabilities(
    { interventions: { supported: ['3ds', 'biometric'] } },
    seller,
  );
  expect(interventions).toEqual({ supported: ['3ds'], required: ['3ds'], enforcement: 'conditional' });
  expect(messages).toEqual([]);
});

test('a required intervention that the agent lacks is an error', () => {
  const { messages } = negotiateCapabilities({ interventions: { supported: ['biometric'] } }, seller);
  expect(messages).toMatchObject([
    { type: 'error', code: 'intervention_required', param: '$.capabilities.interventions.supported' },
  ]);
  const agentCapabilities = { interventions: { supported: ['biometric'] as const } };
  const sent: Json = codecOf('2026-04-17').encodeSession(view({ agentCapabilities }, { seller }));
  expect(sent.messages).toMatchObject([{ code: 'intervention_required' }]);
});

test('an agent that says nothing gets nothing said', () => {
  expect(negotiateCapabilities({}, seller)).toEqual({
    paymentHandlers: seller.paymentHandlers,
    messages: [],
  });
});

test('handlers are those the agent can use', () => {
  const { paymentHandlers } = negotiateCapabilities({ paymentHandlers: ['wallet', 'coins'] }, seller);
  expect(paymentHandlers.map(({ id }) => id)).toEqual(['wallet']);
});

test('extensions are those of both, whatever the version named', () => {
  expect(negotiateCapabilities({ extensions: ['discount@2026-01-27', 'x'] }, seller).extensions).toEqual([
    discountExtension,
  ]);
  expect(negotiateCapabilities({ extensions: ['x'] }, seller)).not.toHaveProperty('extensions');
});

describe('discounts', () => {
  const discounted = {
    coupons: ['SAVE', 'OLD'],
    appliedDiscounts: [
      {
        code: 'SAVE',
        name: '10% off',
        amount: 300,
        automatic: false,
        percentOff: 10,
        allocations: [
          { target: { kind: 'item', item: session().lines[0]!.item.id }, amount: 200 },
          { target: { kind: 'fulfillment' }, amount: 60 },
          { target: { kind: 'order' }, amount: 40 },
        ],
      },
      {
        name: 'Loyalty',
        amount: 5,
        automatic: true,
        allocations: [{ target: { kind: 'order' }, amount: 5 }],
      },
    ],
    rejectedDiscounts: [{ code: 'OLD', reason: 'discount_code_expired', message: 'Over' }],
  } as const;

  test('show what was applied where, and what was not', () => {
    const sent: Json = codecOf('2026-04-17').encodeSession(view(discounted));
    expect(sent.discounts).toEqual({
      codes: ['SAVE', 'OLD'],
      applied: [
        {
          id: 'di_1',
          code: 'SAVE',
          coupon: { id: 'SAVE', name: '10% off', percent_off: 10 },
          amount: 300,
          automatic: false,
          allocations: [
            { path: '$.line_items[0]', amount: 200 },
            { path: '$.totals.fulfillment', amount: 60 },
            { path: '$.totals.discount', amount: 40 },
          ],
        },
        {
          id: 'di_2',
          coupon: { id: 'automatic_2', name: 'Loyalty', amount_off: 5, currency: 'usd' },
          amount: 5,
          automatic: true,
          allocations: [{ path: '$.totals.discount', amount: 5 }],
        },
      ],
      rejected: [{ code: 'OLD', reason: 'discount_code_expired', message: 'Over' }],
    });
  });

  test('show to agents that sent codes or have the extension', () => {
    const shown = (over: Parameters<typeof view>[0]) =>
      codecOf('2026-04-17').encodeSession(view(over))['discounts'];
    expect(shown({})).toBeUndefined();
    expect(shown({ agentCapabilities: { extensions: ['discount'] } })).toEqual({
      codes: [],
      applied: [],
      rejected: [],
    });
  });

  test('have no place before 2026-01-30', () => {
    expect(codecOf('2026-01-16').encodeSession(view(discounted))).not.toHaveProperty('discounts');
  });
});

test('marketing consent is offered in 2026-04-17 alone', () => {
  const merchant = {
    name: 'Shop',
    links: [],
    marketingConsentOptions: [
      { channel: 'email', displayText: 'News', privacyPolicyUrl: 'https://shop.example/privacy' },
    ],
  };
  expect(codecOf('2026-04-17').encodeSession(view({}, { merchant }))['marketing_consent_options']).toEqual([
    { channel: 'email', display_text: 'News', privacy_policy_url: 'https://shop.example/privacy' },
  ]);
  expect(codecOf('2026-01-30').encodeSession(view({}, { merchant }))).not.toHaveProperty(
    'marketing_consent_options',
  );
});
