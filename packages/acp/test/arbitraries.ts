import fc from 'fast-check';
import {
  checkoutStatuses,
  currency,
  currencyCodes,
  itemId,
  lineIdOf,
  optionId,
  orderId,
  orderStatuses,
  sessionId,
  type Address,
  type Adjustment,
  type AgentCapabilities,
  type AppliedDiscount,
  type AuthenticationMetadata,
  type Buyer,
  type CheckoutSession,
  type DiscountRejection,
  type ErrorCode,
  type Fulfillment,
  type FulfillmentOption,
  type ItemDetails,
  type Line,
  type MerchantProfile,
  type Message,
  type Order,
  type OrderLine,
  type OrderView,
  type PersonalData,
  type Totals,
  type WarningCode,
} from '@acp-hub/commerce';
import type { PaymentHandler, SellerCapabilities, SessionView } from '../src';

/** Members that may be absent, really absent. */
const partially = <T extends object, K extends keyof T>(
  model: { [P in keyof T]-?: fc.Arbitrary<Exclude<T[P], undefined>> },
  requiredKeys: readonly K[],
): fc.Arbitrary<T> => fc.record(model, { requiredKeys: [...requiredKeys] }) as unknown as fc.Arbitrary<T>;

/** What people and platforms write: emoji, quotes and markup included. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constant('<b>"Ümlaut" 👟</b>'),
);
const code = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
const amount = fc.oneof(fc.nat({ max: 100_000 }), fc.constant(0), fc.nat({ max: 2_000_000_000 }));
const time = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** As platforms send them: with spaces, letters beyond ASCII and brackets. */
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'https://shop.example/a b/ü?q=[1]|2#x#y',
    'https://user:pw@shop.example:8443/100%/{id}',
    'http://bücher.example/',
  ),
);
/** What a platform may send in place of a link. */
const looseUrl = fc.oneof(
  { weight: 9, arbitrary: url },
  { weight: 1, arbitrary: fc.constantFrom('', 'image.jpg', 'data:,x') },
);
const email = fc.oneof(fc.constantFrom('jane@shop.example', "o'neil+x@a-b.example.org"), fc.emailAddress());

export const addressArbitrary: fc.Arbitrary<Address> = partially<Address, keyof Address>(
  {
    name: text,
    lineOne: text,
    lineTwo: text,
    city: text,
    state: code,
    country: fc.constantFrom('US', 'DE', 'JP'),
    postalCode: code,
    company: text,
  },
  ['name', 'lineOne', 'city', 'country', 'postalCode'],
);

export const buyerArbitrary: fc.Arbitrary<Buyer> = partially<Buyer, never>(
  {
    firstName: text,
    lastName: text,
    fullName: text,
    email,
    phoneNumber: text,
    customerId: code,
    accountType: fc.constantFrom('guest' as const, 'registered' as const, 'business' as const),
    authenticationStatus: fc.constantFrom(
      'authenticated' as const,
      'guest' as const,
      'requires_signin' as const,
    ),
    company: partially<NonNullable<Buyer['company']>, 'name'>(
      { name: text, taxId: code, department: text, costCenter: code },
      ['name'],
    ),
    loyalty: partially<NonNullable<Buyer['loyalty']>, never>(
      { tier: text, pointsBalance: fc.nat(), memberSince: time },
      [],
    ),
    taxExemption: partially<NonNullable<Buyer['taxExemption']>, 'certificateId' | 'certificateType'>(
      {
        certificateId: code,
        certificateType: fc.constantFrom(
          'resale' as const,
          'exempt_organization' as const,
          'government' as const,
        ),
        exemptRegions: fc.array(code, { maxLength: 2 }),
        expiresAt: time,
      },
      ['certificateId', 'certificateType'],
    ),
  },
  [],
);

const personalArbitrary: fc.Arbitrary<PersonalData> = partially<
  Pick<PersonalData, 'buyer' | 'fulfillment' | 'orderNotes' | 'riskSignals' | 'affiliate' | 'intentTrace'>,
  never
>(
  {
    buyer: buyerArbitrary,
    fulfillment: partially<NonNullable<PersonalData['fulfillment']>, never>(
      { name: text, phoneNumber: text, email, address: addressArbitrary },
      [],
    ),
    orderNotes: text,
    riskSignals: partially<NonNullable<PersonalData['riskSignals']>, never>(
      {
        ipAddress: fc.oneof(fc.ipV4(), fc.ipV6()),
        userAgent: text,
        acceptLanguage: fc.constantFrom('en-US,en;q=0.9', 'de', 'x'.repeat(60)),
        sessionId: code,
        deviceFingerprint: code,
      },
      [],
    ),
    affiliate: fc.constant({ first: { provider: 'network.example', token: 'secret-affiliate-token' } }),
    intentTrace: fc.constant({ reasonCode: 'other' as const, traceSummary: 'secret-trace' }),
  },
  [],
);

const itemArbitrary = (id: string): fc.Arbitrary<ItemDetails> =>
  partially<ItemDetails, 'id' | 'title' | 'imageUrls' | 'variantOptions'>(
    {
      id: fc.constant(itemId(id)),
      productId: code,
      sku: code,
      title: text,
      description: text,
      url: looseUrl,
      imageUrls: fc.array(looseUrl, { maxLength: 2 }),
      variantOptions: fc.array(fc.record({ name: text, value: text }), { maxLength: 2 }),
    },
    ['id', 'title', 'imageUrls', 'variantOptions'],
  );

/** Amounts of a line that add up. */
const lineMoney = fc.tuple(amount, amount, amount).map(([base, cut, tax]) => {
  const discount = Math.min(base, cut);
  return { base, discount, subtotal: base - discount, tax, total: base - discount + tax };
});

const lineArbitrary = (id: string): fc.Arbitrary<Line> =>
  fc
    .record({
      id: fc.constant(lineIdOf(itemId(id))),
      item: itemArbitrary(id),
      quantity: fc.integer({ min: 1, max: 99 }),
      unitAmount: amount,
      money: lineMoney,
      stock: partially<Line['stock'], 'status'>(
        {
          status: fc.constantFrom(
            'in_stock' as const,
            'low_stock' as const,
            'out_of_stock' as const,
            'backorder' as const,
            'pre_order' as const,
          ),
          available: fc.nat({ max: 50 }),
        },
        ['status'],
      ),
      requiresShipping: fc.boolean(),
    })
    .map(({ money, ...line }) => ({ ...line, ...money }));

const optionBody = { title: text, net: amount, tax: amount };

const optionArbitrary = (id: string): fc.Arbitrary<FulfillmentOption> => {
  const head = { id: fc.constant(optionId(id)), description: text, ...optionBody };
  const heads = ['type', 'id', 'title', 'net', 'tax'] as const;
  return fc.oneof(
    partially<Extract<FulfillmentOption, { type: 'shipping' }>, (typeof heads)[number]>(
      {
        type: fc.constant('shipping' as const),
        ...head,
        carrier: text,
        earliestDelivery: fc.oneof(time, fc.constant('soon')),
        latestDelivery: time,
      },
      heads,
    ),
    partially<Extract<FulfillmentOption, { type: 'digital' }>, (typeof heads)[number]>(
      { type: fc.constant('digital' as const), ...head },
      heads,
    ),
    partially<Extract<FulfillmentOption, { type: 'pickup' }>, (typeof heads)[number] | 'location'>(
      {
        type: fc.constant('pickup' as const),
        ...head,
        location: partially<Extract<FulfillmentOption, { type: 'pickup' }>['location'], 'name' | 'address'>(
          { name: text, address: addressArbitrary, phone: text, instructions: text },
          ['name', 'address'],
        ),
        pickupType: fc.constantFrom('in_store' as const, 'curbside' as const, 'locker' as const),
        readyBy: time,
        pickupBy: time,
      },
      [...heads, 'location'],
    ),
    partially<Extract<FulfillmentOption, { type: 'local_delivery' }>, (typeof heads)[number]>(
      {
        type: fc.constant('local_delivery' as const),
        ...head,
        deliveryWindow: fc.record({ start: time, end: time }),
        serviceArea: partially<{ radiusMiles?: number; centerPostalCode?: string }, never>(
          { radiusMiles: fc.nat({ max: 50 }), centerPostalCode: code },
          [],
        ),
      },
      heads,
    ),
  );
};

/** Totals that add up, gift wrap, tip and store credit included. */
export const totalsArbitrary: fc.Arbitrary<Totals> = fc
  .record({
    itemsBase: amount,
    itemsDiscount: amount,
    discount: amount,
    fulfillment: amount,
    tax: amount,
    fee: amount,
    giftWrap: amount,
    tip: amount,
    storeCredit: amount,
  })
  .map((parts) => {
    const itemsDiscount = Math.min(parts.itemsDiscount, parts.itemsBase);
    const subtotal = parts.itemsBase - itemsDiscount;
    const discount = Math.min(parts.discount, subtotal);
    const due = subtotal - discount + parts.fulfillment + parts.tax + parts.fee + parts.giftWrap + parts.tip;
    const storeCredit = Math.min(parts.storeCredit, due);
    return { ...parts, itemsDiscount, subtotal, discount, storeCredit, total: due - storeCredit };
  });

export const errorCodesOfMessages: readonly ErrorCode[] = [
  'missing',
  'invalid',
  'out_of_stock',
  'payment_declined',
  'requires_sign_in',
  'requires_3ds',
  'low_stock',
  'quantity_exceeded',
  'coupon_invalid',
  'coupon_expired',
  'minimum_not_met',
  'maximum_exceeded',
  'region_restricted',
  'age_verification_required',
  'approval_required',
  'unsupported',
  'not_found',
  'conflict',
  'rate_limited',
  'expired',
  'intervention_required',
];

const rejections: readonly DiscountRejection[] = [
  'discount_code_expired',
  'discount_code_invalid',
  'discount_code_already_applied',
  'discount_code_combination_disallowed',
  'discount_code_minimum_not_met',
  'discount_code_user_not_logged_in',
  'discount_code_user_ineligible',
  'discount_code_usage_limit_reached',
];

const warningCodes: readonly WarningCode[] = [
  'low_stock',
  'high_demand',
  'shipping_delay',
  'price_change',
  'expiring_promotion',
  'limited_availability',
  ...rejections,
];

const messageBody = {
  param: fc.constantFrom(
    '$.line_items[0]',
    '$.line_items[0].quantity',
    '$.fulfillment_details.address',
    '$.fulfillment_details.email',
    '$.selected_fulfillment_options',
    '$.discounts.codes[0]',
    '$.buyer.email',
  ),
  content: text,
  contentType: fc.constantFrom('plain' as const, 'markdown' as const),
  resolution: fc.constantFrom(
    'recoverable' as const,
    'requires_buyer_input' as const,
    'requires_buyer_review' as const,
  ),
};

export const messageArbitrary: fc.Arbitrary<Message> = fc.oneof(
  partially<Extract<Message, { type: 'info' }>, 'type' | 'content' | 'contentType'>(
    { type: fc.constant('info' as const), ...messageBody },
    ['type', 'content', 'contentType'],
  ),
  partially<Extract<Message, { type: 'warning' }>, 'type' | 'code' | 'content' | 'contentType'>(
    { type: fc.constant('warning' as const), code: fc.constantFrom(...warningCodes), ...messageBody },
    ['type', 'code', 'content', 'contentType'],
  ),
  partially<Extract<Message, { type: 'error' }>, 'type' | 'code' | 'content' | 'contentType'>(
    { type: fc.constant('error' as const), code: fc.constantFrom(...errorCodesOfMessages), ...messageBody },
    ['type', 'code', 'content', 'contentType'],
  ),
);

const authenticationArbitrary: fc.Arbitrary<AuthenticationMetadata> = partially<
  AuthenticationMetadata,
  'acquirer' | 'directoryServer'
>(
  {
    acquirer: partially<
      AuthenticationMetadata['acquirer'],
      'bin' | 'country' | 'merchantId' | 'merchantName'
    >(
      {
        bin: fc.stringMatching(/^\d{6,11}$/),
        country: fc.constantFrom('US', 'DE'),
        merchantId: fc.stringMatching(/^[A-Za-z0-9]{1,35}$/),
        merchantName: fc.oneof(
          text,
          fc.constant('A merchant whose name is longer than forty characters, 👟'),
        ),
        requestorId: fc.stringMatching(/^[A-Za-z0-9]{1,35}$/),
      },
      ['bin', 'country', 'merchantId', 'merchantName'],
    ),
    directoryServer: fc.constantFrom('american_express' as const, 'mastercard' as const, 'visa' as const),
    flowPreference: fc.constantFrom(
      { type: 'challenge' as const },
      { type: 'challenge' as const, challenge: 'mandated' as const },
      { type: 'frictionless' as const, frictionless: 'low_risk' as const },
    ),
  },
  ['acquirer', 'directoryServer'],
);

const capabilitiesArbitrary: fc.Arbitrary<AgentCapabilities> = partially<
  Pick<AgentCapabilities, 'interventions' | 'extensions' | 'paymentHandlers'>,
  never
>(
  {
    interventions: fc.record({
      supported: fc.subarray(['3ds' as const, 'biometric' as const, 'address_verification' as const]),
    }),
    extensions: fc.subarray(['discount', 'discount@2026-01-27', 'com.example.unknown']),
    paymentHandlers: fc.subarray(['card', 'wallet', 'unknown']),
  },
  [],
);

const appliedDiscountArbitrary = (ids: readonly string[]): fc.Arbitrary<AppliedDiscount> =>
  fc
    .record({
      code: fc.option(code, { nil: undefined }),
      name: text,
      percentOff: fc.option(fc.integer({ min: -5, max: 120 }), { nil: undefined }),
      allocations: fc.array(
        fc.record({
          target: fc.oneof(
            fc.constantFrom({ kind: 'fulfillment' as const }, { kind: 'order' as const }),
            fc.constantFrom(...ids).map((id) => ({ kind: 'item' as const, item: itemId(id) })),
          ),
          amount,
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ code: coupon, percentOff, ...rest }) => ({
      ...rest,
      ...(coupon === undefined ? {} : { code: coupon }),
      ...(percentOff === undefined ? {} : { percentOff }),
      automatic: coupon === undefined,
      amount: rest.allocations.reduce((sum, part) => sum + part.amount, 0),
    }));

const uniqueCodes = (minLength: number) => fc.uniqueArray(code, { minLength, maxLength: 3 });

/** Any session of the canonical model: every status, with or without its optional parts. */
export const sessionArbitrary: fc.Arbitrary<CheckoutSession> = fc
  .tuple(uniqueCodes(1), uniqueCodes(0))
  .chain(([ids, optionIds]) =>
    fc
      .record({
        head: partially<
          Omit<CheckoutSession, 'lines' | 'options' | 'selected' | 'order' | 'quote' | 'chosenOption'>,
          Exclude<
            keyof CheckoutSession,
            | 'locale'
            | 'timezone'
            | 'authentication'
            | 'metadata'
            | 'lines'
            | 'options'
            | 'selected'
            | 'order'
            | 'quote'
            | 'chosenOption'
          >
        >(
          {
            id: fc.constant(sessionId('cs_01')),
            status: fc.constantFrom(...checkoutStatuses),
            currency: fc.constantFrom(...currencyCodes),
            locale: fc.constantFrom('en-US', 'de'),
            timezone: fc.constant('America/New_York'),
            items: fc.constant([]),
            coupons: fc.array(code, { maxLength: 2 }),
            appliedDiscounts: fc.array(appliedDiscountArbitrary(ids), { maxLength: 2 }),
            rejectedDiscounts: fc.array(
              fc.oneof(
                fc.record({ code, reason: fc.constantFrom(...rejections) }),
                fc.record({ code, reason: fc.constantFrom(...rejections), message: text }),
              ),
              { maxLength: 2 },
            ),
            totals: totalsArbitrary,
            pricesIncludeTax: fc.boolean(),
            addressRequired: fc.boolean(),
            messages: fc.array(messageArbitrary, { maxLength: 3 }),
            personal: personalArbitrary,
            agentCapabilities: capabilitiesArbitrary,
            authentication: authenticationArbitrary,
            authenticationAsked: fc.constant(true as const),
            metadata: fc.dictionary(code, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 }),
            attempts: fc.nat({ max: 3 }),
            createdAt: time,
            updatedAt: time,
            expiresAt: time,
          },
          [
            'id',
            'status',
            'currency',
            'items',
            'coupons',
            'appliedDiscounts',
            'rejectedDiscounts',
            'totals',
            'pricesIncludeTax',
            'addressRequired',
            'messages',
            'personal',
            'agentCapabilities',
            'attempts',
            'createdAt',
            'updatedAt',
            'expiresAt',
          ],
        ),
        lines: fc.tuple(...ids.map(lineArbitrary)),
        options: fc.tuple(...optionIds.map(optionArbitrary)),
        chosen: fc.option(fc.nat(), { nil: undefined }),
        order: fc.option(
          partially<NonNullable<CheckoutSession['order']>, 'id' | 'permalinkUrl'>(
            { id: fc.constant(orderId('ord_01')), number: code, permalinkUrl: url },
            ['id', 'permalinkUrl'],
          ),
          { nil: undefined },
        ),
      })
      .map(({ head, lines, options, chosen, order }) => {
        const option = chosen === undefined ? undefined : options[chosen % Math.max(1, options.length)];
        return {
          ...head,
          lines,
          options,
          selected:
            option === undefined
              ? []
              : [{ type: option.type, optionId: option.id, itemIds: lines.map(({ item }) => item.id) }],
          ...(order === undefined ? {} : { order }),
        };
      }),
  );

export const merchantArbitrary: fc.Arbitrary<MerchantProfile> = partially<
  Pick<MerchantProfile, 'name' | 'links' | 'marketingConsentOptions'>,
  'name' | 'links'
>(
  {
    name: text,
    links: fc.array(
      partially<MerchantProfile['links'][number], 'type' | 'url'>(
        {
          type: fc.constantFrom(
            'terms_of_use' as const,
            'privacy_policy' as const,
            'return_policy' as const,
            'shipping_policy' as const,
            'contact_us' as const,
            'about_us' as const,
            'faq' as const,
            'support' as const,
          ),
          url: looseUrl,
          title: text,
        },
        ['type', 'url'],
      ),
      { maxLength: 4 },
    ),
    marketingConsentOptions: fc.array(
      fc.record({ channel: fc.constantFrom('email', 'sms'), displayText: text, privacyPolicyUrl: looseUrl }),
      { maxLength: 2 },
    ),
  },
  ['name', 'links'],
);

export const paymentHandler = (over: Partial<PaymentHandler> = {}): PaymentHandler => ({
  id: 'card',
  name: 'dev.acp.tokenized.card',
  version: '2026-01-22',
  spec: 'https://acp.example/handlers/tokenized.card',
  requiresDelegatePayment: true,
  requiresPciCompliance: false,
  psp: 'stripe',
  configSchema: 'https://acp.example/schemas/config.json',
  instrumentSchemas: ['https://acp.example/schemas/instrument.json'],
  merchantId: 'acct_1',
  stripeCompatible: true,
  ...over,
});

export const sellerArbitrary: fc.Arbitrary<SellerCapabilities> = fc.record({
  paymentHandlers: fc.subarray([
    paymentHandler({ displayName: 'Card', displayOrder: 1, config: { environment: 'test' } }),
    paymentHandler({ id: 'wallet', psp: 'adyen', stripeCompatible: false }),
  ]),
  interventions: fc.record({
    supported: fc.subarray(['3ds' as const, 'biometric' as const, 'address_verification' as const]),
    required: fc.subarray(['3ds' as const, 'biometric' as const]),
    enforcement: fc.constantFrom('always' as const, 'conditional' as const, 'optional' as const),
  }),
  extensions: fc.constantFrom([], [{ name: 'discount', extends: ['$.CheckoutSession.discounts'] }]),
});

/** Amount of lines, quantities that keep to `fulfilled` ≤ `current` ≤ `ordered`. */
const orderLineArbitrary = (id: string): fc.Arbitrary<OrderLine> =>
  fc
    .record({
      body: partially<
        Pick<
          OrderLine,
          'title' | 'productId' | 'description' | 'imageUrl' | 'url' | 'unitAmount' | 'requiresShipping'
        >,
        'title' | 'unitAmount' | 'requiresShipping'
      >(
        {
          title: text,
          productId: code,
          description: text,
          imageUrl: looseUrl,
          url: looseUrl,
          unitAmount: amount,
          requiresShipping: fc.boolean(),
        },
        ['title', 'unitAmount', 'requiresShipping'],
      ),
      money: lineMoney,
      ordered: fc.integer({ min: 1, max: 9 }),
      removed: fc.nat({ max: 9 }),
      fulfilled: fc.nat({ max: 9 }),
    })
    .map(({ body, money, ordered, removed, fulfilled }) => {
      const current = Math.max(0, ordered - removed);
      return {
        id: lineIdOf(itemId(id)),
        itemId: itemId(id),
        ...body,
        ...money,
        quantity: { ordered, current, fulfilled: Math.min(fulfilled, current) },
      };
    });

const lineReferences = (ids: readonly string[]) =>
  fc.array(
    fc.record({
      id: fc.constantFrom(...ids).map((id) => lineIdOf(itemId(id))),
      quantity: fc.nat({ max: 3 }),
    }),
    { maxLength: 2 },
  );

const fulfillmentStatus = fc.constantFrom(
  'pending' as const,
  'processing' as const,
  'shipped' as const,
  'ready_for_pickup' as const,
  'delivered' as const,
  'failed' as const,
  'canceled' as const,
);

const estimatedDelivery = fc.record({ earliest: time, latest: time });

const fulfillmentArbitrary = (ids: readonly string[]): fc.Arbitrary<Fulfillment> =>
  partially<Fulfillment, 'id' | 'type' | 'status' | 'lines' | 'events'>(
    {
      id: code,
      type: fc.constantFrom(
        'shipping' as const,
        'digital' as const,
        'pickup' as const,
        'local_delivery' as const,
      ),
      status: fulfillmentStatus,
      lines: lineReferences(ids),
      carrier: text,
      trackingNumber: code,
      trackingUrl: looseUrl,
      estimatedDelivery,
      digitalDelivery: partially<NonNullable<Fulfillment['digitalDelivery']>, never>(
        { accessUrl: looseUrl, licenseKey: code, expiresAt: time },
        [],
      ),
      events: fc.array(
        partially<Fulfillment['events'][number], 'id' | 'type' | 'occurredAt'>(
          { id: code, type: fulfillmentStatus, occurredAt: time, description: text, location: text },
          ['id', 'type', 'occurredAt'],
        ),
        { maxLength: 2 },
      ),
    },
    ['id', 'type', 'status', 'lines', 'events'],
  );

const adjustmentArbitrary = (ids: readonly string[]): fc.Arbitrary<Adjustment> =>
  partially<Omit<Adjustment, 'references'>, 'id' | 'type' | 'status' | 'occurredAt' | 'lines'>(
    {
      id: code,
      type: fc.constantFrom(
        'refund' as const,
        'partial_refund' as const,
        'store_credit' as const,
        'return' as const,
        'exchange' as const,
        'cancellation' as const,
        'price_adjustment' as const,
        'dispute' as const,
      ),
      status: fc.constantFrom('pending' as const, 'completed' as const, 'failed' as const),
      occurredAt: time,
      lines: lineReferences(ids),
      amount,
      reason: code,
      description: text,
    },
    ['id', 'type', 'status', 'occurredAt', 'lines'],
  );

/** Any order of the canonical model. */
export const orderArbitrary: fc.Arbitrary<Order> = uniqueCodes(1).chain((ids) =>
  fc
    .record({
      currency: fc.constantFrom(currency('USD'), currency('JPY'), currency('KWD')),
      platformStatus: fc.constantFrom(...orderStatuses),
      lines: fc.tuple(...ids.map(orderLineArbitrary)),
      fulfillments: fc.array(fulfillmentArbitrary(ids), { maxLength: 2 }),
      adjustments: fc.array(adjustmentArbitrary(ids), { maxLength: 3 }),
      totals: totalsArbitrary,
      amountRefunded: amount,
      permalinkUrl: url,
      createdAt: time,
      updatedAt: time,
      extra: partially<Pick<Order, 'number' | 'estimatedDelivery'>, never>(
        { number: code, estimatedDelivery },
        [],
      ),
    })
    .map(({ extra, ...order }) => ({
      id: orderId('ord_01'),
      sessionId: sessionId('cs_01'),
      platformOrderId: '1001',
      snapshotVersion: 1,
      ...order,
      ...extra,
    })),
);

export const orderViewArbitrary: fc.Arbitrary<OrderView> = partially<OrderView, 'order'>(
  {
    order: orderArbitrary,
    destination: addressArbitrary,
    orderNotes: text,
    support: partially<NonNullable<OrderView['support']>, never>(
      {
        email: fc.oneof(email, fc.constant('not an e-mail')),
        phone: text,
        hours: text,
        helpCenterUrl: looseUrl,
      },
      [],
    ),
  },
  ['order'],
);

export const sessionViewArbitrary: fc.Arbitrary<SessionView> = partially<
  SessionView,
  'session' | 'merchant' | 'seller'
>(
  {
    session: sessionArbitrary,
    merchant: merchantArbitrary,
    seller: sellerArbitrary,
    continueUrl: url,
    order: orderViewArbitrary,
  },
  ['session', 'merchant', 'seller'],
);
