import { acpVersions, codecOf, statusOf, type AcpVersion, type Decoded } from '../src';

const legacy: AcpVersion[] = ['2025-09-29', '2025-12-12', '2026-01-16'];
const modern: AcpVersion[] = ['2026-01-30', '2026-04-17'];
const newest = codecOf('2026-04-17');
const create = { line_items: [{ id: 'a' }], currency: 'usd', capabilities: {} };

function command<Command>(result: Decoded<Command>): Command {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.command;
}

function error(result: Decoded<unknown>) {
  if (result.ok) throw new Error('The body was taken.');
  expect(statusOf(result.error)).toBe(400);
  return result.error;
}

describe('items', () => {
  test.each(modern)('%s takes every form, and sums repeated ids', (version) => {
    const line_items = [
      { id: 'a' },
      { id: 'a', quantity: 2 },
      { id: 'li_b', item: { id: 'b' }, quantity: 3, name: 'B', totals: [] },
      { id: 'li_c', item: { id: 'c', quantity: 4 } },
    ];
    expect(command(codecOf(version).decodeCreate({ ...create, line_items })).items).toEqual([
      { id: 'a', quantity: 3 },
      { id: 'b', quantity: 3 },
      { id: 'c', quantity: 4 },
    ]);
  });

  test.each(modern)('%s takes the old `items`, and names them in errors', (version) => {
    const { line_items, ...rest } = create;
    const { decodeCreate } = codecOf(version);
    expect(command(decodeCreate({ ...rest, items: line_items })).items).toEqual([{ id: 'a', quantity: 1 }]);
    expect(error(decodeCreate({ ...rest, items: [{ id: 'a', quantity: 0 }] })).param).toBe(
      '$.items[0].quantity',
    );
  });

  test.each(legacy)('%s', (version) => {
    const items = [{ id: 'a', quantity: 1 }, { id: 'b' }, { id: 'a', quantity: 2 }];
    expect(command(codecOf(version).decodeCreate({ items })).items).toEqual([
      { id: 'a', quantity: 3 },
      { id: 'b', quantity: 1 },
    ]);
  });

  test.each([2.5, 0, -1, 1e9, '1', true])(
    'a quantity of %j is invalid, and its place is named',
    (quantity) => {
      for (const version of acpVersions) {
        const isModern = modern.includes(version);
        const body = isModern
          ? { ...create, line_items: [{ id: 'a' }, { id: 'b', quantity }] }
          : {
              items: [
                { id: 'a', quantity: 1 },
                { id: 'b', quantity },
              ],
            };
        expect(error(codecOf(version).decodeCreate(body))).toMatchObject({
          type: 'invalid_request',
          code: 'invalid',
          param: isModern ? '$.line_items[1].quantity' : '$.items[1].quantity',
        });
      }
    },
  );

  test('1.0 is a whole number', () => {
    const body = JSON.parse('{"items":[{"id":"a","quantity":1.0}]}');
    expect(command(codecOf('2025-09-29').decodeCreate(body)).items).toEqual([{ id: 'a', quantity: 1 }]);
  });

  test('a sum beyond the limit is invalid', () => {
    const line_items = [
      { id: 'a', quantity: 1_000_000 },
      { id: 'a', quantity: 1 },
    ];
    expect(error(newest.decodeCreate({ ...create, line_items })).param).toBe('$.line_items[1].quantity');
  });
});

describe('what is missing', () => {
  test.each([
    [undefined, '$'],
    [{}, '$.line_items'],
    [{ line_items: [{ id: 'a' }], capabilities: {} }, '$.currency'],
    [{ line_items: [{ id: 'a' }], currency: 'usd' }, '$.capabilities'],
    [{ ...create, line_items: [{}] }, '$.line_items[0].id'],
  ])('%j', (body, param) => {
    expect(error(newest.decodeCreate(body))).toMatchObject({ code: 'missing', param });
  });

  test.each([null, 1, 'text', []])('a body that is %j is invalid', (body) => {
    expect(error(newest.decodeCreate(body))).toMatchObject({ code: 'invalid', param: '$' });
  });
});

describe('a body that cannot be stored', () => {
  test.each(['a\u0000b', '\ud800'])('%j as text', (name) => {
    const body = { ...create, buyer: { first_name: name } };
    expect(error(newest.decodeCreate(body))).toMatchObject({ code: 'invalid', param: '$.buyer.first_name' });
  });

  test('NUL in a name', () => {
    expect(error(newest.decodeCreate({ ...create, metadata: { 'a\u0000': 1 } })).param).toBe('$.metadata');
  });

  test('emoji are text', () => {
    expect(command(newest.decodeCreate({ ...create, buyer: { first_name: '👟' } })).buyer).toEqual({
      firstName: '👟',
    });
  });

  test('a number beyond a double, wherever it stands', () => {
    for (const version of acpVersions) {
      const decoded = codecOf(version).decodeUpdate(JSON.parse('{"unknown":[{"quantity":1e400}]}'));
      expect(decoded).toMatchObject({
        ok: false,
        error: { code: 'invalid', param: '$.unknown[0].quantity' },
      });
    }
  });

  test('nested 100,000 deep', () => {
    const depth = 100_000;
    const body = JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
    expect(error(newest.decodeCreate(body))).toMatchObject({ code: 'invalid', param: `$${'.a'.repeat(32)}` });
  });
});

describe('update', () => {
  test.each(acpVersions)('%s: what is absent stays absent', (version) => {
    expect(command(codecOf(version).decodeUpdate({}))).toEqual({});
  });

  test('null clears, in the newest version', () => {
    const body = {
      buyer: null,
      fulfillment_details: null,
      selected_fulfillment_options: null,
      discounts: null,
      order_notes: null,
    };
    expect(command(newest.decodeUpdate(body))).toEqual({
      buyer: null,
      fulfillment: null,
      option: null,
      coupons: null,
      orderNotes: null,
    });
  });

  test('null clears, in the oldest', () => {
    const body = { buyer: null, fulfillment_address: null, fulfillment_option_id: null };
    expect(command(codecOf('2025-09-29').decodeUpdate(body))).toEqual({
      buyer: null,
      fulfillment: null,
      option: null,
    });
  });

  const flat = { type: 'shipping', option_id: 'fast', item_ids: ['a'] };
  const nested = { type: 'shipping', shipping: { option_id: 'fast', item_ids: ['a'] } };

  test.each(acpVersions.filter((version) => version !== '2025-09-29'))(
    '%s takes a chosen option nested or flat',
    (version) => {
      const { decodeUpdate } = codecOf(version);
      for (const option of [flat, nested])
        expect(command(decodeUpdate({ selected_fulfillment_options: [option] }))).toEqual({ option: 'fast' });
      expect(command(decodeUpdate({ selected_fulfillment_options: [] }))).toEqual({ option: null });
    },
  );

  test('two different options are refused, the same twice is one', () => {
    const other = { ...flat, option_id: 'slow' };
    expect(error(newest.decodeUpdate({ selected_fulfillment_options: [flat, other] })).param).toBe(
      '$.selected_fulfillment_options[1]',
    );
    expect(command(newest.decodeUpdate({ selected_fulfillment_options: [flat, flat] })).option).toBe('fast');
  });

  test('a choice without an option id is refused', () => {
    const body = { selected_fulfillment_options: [{ type: 'shipping' }] };
    expect(error(newest.decodeUpdate(body))).toMatchObject({
      code: 'missing',
      param: '$.selected_fulfillment_options[0].option_id',
    });
  });

  test.each([
    [{ discounts: { codes: ['A'] } }, ['A']],
    [{ coupons: ['B'] }, ['B']],
    [{ discounts: { codes: ['A'] }, coupons: ['B'] }, ['A']],
    [{ discounts: { codes: [] } }, []],
    [{ discounts: { codes: null } }, null],
    [{ discounts: {} }, undefined],
  ])('codes of %j', (body, coupons) => {
    expect(command(newest.decodeUpdate(body)).coupons).toEqual(coupons);
  });
});

test('a currency is read in any case, and one that ISO 4217 lacks is refused', () => {
  expect(command(newest.decodeCreate({ ...create, currency: 'EUR' })).currency).toBe('EUR');
  expect(error(newest.decodeCreate({ ...create, currency: 'dollars' }))).toMatchObject({
    code: 'unsupported_currency',
    param: '$.currency',
  });
});

describe('what no shop would take is refused before one is asked', () => {
  const address = {
    name: 'Ada',
    line_one: '1 Main St',
    city: 'Bend',
    state: 'OR',
    country: 'US',
    postal_code: '97701',
  };
  const long = (length: number) => 'x'.repeat(length + 1);

  test.each([
    [{ line_items: [{ id: '' }] }, '$.line_items[0].id'],
    [{ line_items: [{ id: long(200) }] }, '$.line_items[0].id'],
    [{ line_items: Array.from({ length: 501 }, (_, index) => ({ id: `${index}` })) }, '$.line_items'],
    [{ discounts: { codes: [''] } }, '$.discounts.codes[0]'],
    [{ discounts: { codes: [long(100)] } }, '$.discounts.codes[0]'],
    [{ coupons: Array.from({ length: 21 }, (_, index) => `C${index}`) }, '$.coupons'],
    [{ locale: long(35) }, '$.locale'],
    [{ buyer: { first_name: long(150) } }, '$.buyer.first_name'],
    [{ buyer: { full_name: long(300) } }, '$.buyer.full_name'],
    [{ buyer: { phone_number: long(50) } }, '$.buyer.phone_number'],
    [{ buyer: { email: `${long(250)}@example.com` } }, '$.buyer.email'],
    [
      { fulfillment_details: { address: { ...address, city: long(300) } } },
      '$.fulfillment_details.address.city',
    ],
    [
      { fulfillment_details: { address: { ...address, postal_code: long(20) } } },
      '$.fulfillment_details.address.postal_code',
    ],
  ])('%j', (part, param) => {
    expect(error(newest.decodeCreate({ ...create, ...part })).param).toBe(param);
  });

  test.each(['', long(200)])('an option %j', (option_id) => {
    const body = { selected_fulfillment_options: [{ type: 'shipping', option_id, item_ids: [] }] };
    expect(error(newest.decodeUpdate(body)).param).toBe('$.selected_fulfillment_options[0].option_id');
    expect(error(codecOf('2025-09-29').decodeUpdate({ fulfillment_option_id: option_id })).param).toBe(
      '$.fulfillment_option_id',
    );
  });

  test('a country in small letters is the same country, and an empty company is none', () => {
    const sent = { ...create, fulfillment_details: { address: { ...address, country: 'us', company: '' } } };
    const decoded = command(newest.decodeCreate(sent)).fulfillment?.address;
    expect(decoded).toMatchObject({ country: 'US' });
    expect(decoded).not.toHaveProperty('company');
  });
});

test('of an address the empty state and second line are none', () => {
  const address = {
    name: 'J',
    line_one: '1',
    line_two: '',
    city: 'C',
    state: '',
    country: 'SG',
    postal_code: '2',
  };
  const body = { ...create, fulfillment_details: { address, first_name: 'ignored' } };
  expect(command(newest.decodeCreate(body)).fulfillment).toEqual({
    address: { name: 'J', lineOne: '1', city: 'C', country: 'SG', postalCode: '2' },
  });
});

test('an e-mail that is none is refused', () => {
  expect(error(newest.decodeCreate({ ...create, buyer: { email: 'jane' } }))).toMatchObject({
    code: 'invalid',
    param: '$.buyer.email',
  });
});

test('of capabilities the known is kept and the unknown ignored', () => {
  const capabilities = {
    interventions: { supported: ['telepathy', '3ds'], display_context: 'hologram', max_redirects: 1 },
    extensions: ['discount', { name: 'com.example.x', spec: 'y' }],
    payment: { handlers: [{ id: 'card', name: 'z' }] },
    unknown: { a: 1 },
  };
  expect(command(newest.decodeCreate({ ...create, capabilities })).capabilities).toEqual({
    interventions: { supported: ['3ds'], maxRedirects: 1 },
    extensions: ['discount', 'com.example.x'],
    paymentHandlers: ['card'],
  });
});

describe('affiliate attribution', () => {
  const attributed = (affiliate_attribution: unknown) =>
    newest.decodeCreate({ ...create, affiliate_attribution });
  const paymentData = {
    handler_id: 'card',
    instrument: { type: 'card', credential: { type: 'spt', token: 'spt_1' } },
  };

  test('is the first touch at create and the last at complete, unless it says', () => {
    const affiliate = { provider: 'p', token: 't', metadata: { rate: 0.1, top: true } };
    expect(command(attributed(affiliate)).affiliate).toEqual({ ...affiliate, touchpoint: 'first' });
    expect(command(attributed({ provider: 'p', token: '', publisher_id: 'id' })).affiliate).toMatchObject({
      publisherId: 'id',
    });
    const complete = (affiliate_attribution: unknown) =>
      command(newest.decodeComplete({ payment_data: paymentData, affiliate_attribution })).affiliate
        ?.touchpoint;
    expect(complete(affiliate)).toBe('last');
    expect(complete({ ...affiliate, touchpoint: 'first' })).toBe('first');
  });

  test.each([
    [{ token: 't' }, 'missing', '$.affiliate_attribution.provider'],
    [{ provider: 'p' }, 'missing', '$.affiliate_attribution.token'],
    [{ provider: 'p', token: '', publisher_id: ' ' }, 'missing', '$.affiliate_attribution.token'],
    [{ provider: ' ', token: 't' }, 'missing', '$.affiliate_attribution.provider'],
    [
      { provider: 'p', token: 't', metadata: { a: { b: 1 } } },
      'invalid',
      '$.affiliate_attribution.metadata.a',
    ],
    [
      { provider: 'p', token: 't', metadata: { user_email: 'x' } },
      'pii_not_allowed',
      '$.affiliate_attribution.metadata.user_email',
    ],
    [
      { provider: 'p', token: 't', metadata: { note: 'jane@shop.example' } },
      'pii_not_allowed',
      '$.affiliate_attribution.metadata.note',
    ],
    [
      { provider: 'p', token: 't', sub_id: '+1 415 555 0123' },
      'pii_not_allowed',
      '$.affiliate_attribution.sub_id',
    ],
    [
      { provider: 'p', publisher_id: 'jane@shop.example' },
      'pii_not_allowed',
      '$.affiliate_attribution.publisher_id',
    ],
  ])('%j is refused', (affiliate, code, param) => {
    const refusal = error(attributed(affiliate));
    expect(refusal).toMatchObject({ code, param });
    expect(refusal.message).not.toContain('jane');
  });

  test.each(['pub_123', '14155550123', '2026-02-11', 'summer-2026-01'])('%s is an id', (publisher_id) => {
    expect(attributed({ provider: 'p', publisher_id }).ok).toBe(true);
  });
});

describe('cancel', () => {
  test.each(acpVersions)('%s succeeds without a body, and with a reason nobody knows', (version) => {
    const { decodeCancel } = codecOf(version);
    expect(command(decodeCancel(undefined))).toEqual({});
    expect(command(decodeCancel({}))).toEqual({});
    expect(command(decodeCancel({ intent_trace: { reason_code: 'boredom' } }))).toEqual({
      intentTrace: { reasonCode: 'other' },
    });
  });

  test('keeps the trace, its summary cut between characters', () => {
    const intent_trace = {
      reason_code: 'shipping_cost',
      trace_summary: '👟'.repeat(600),
      metadata: { a: 1 },
    };
    expect(command(newest.decodeCancel({ intent_trace })).intentTrace).toEqual({
      reasonCode: 'shipping_cost',
      traceSummary: '👟'.repeat(500),
      metadata: { a: 1 },
    });
  });

  test.each([{ a: { b: 1 } }, { a: [1] }, { a: null }])('nested metadata %j is refused', (metadata) => {
    expect(error(newest.decodeCancel({ intent_trace: { reason_code: 'other', metadata } })).param).toBe(
      '$.intent_trace.metadata.a',
    );
  });
});

describe('complete', () => {
  const payment_data = {
    handler_id: 'card',
    instrument: { type: 'card', credential: { type: 'spt', token: 'spt_1' } },
  };
  const details = {
    three_ds_cryptogram: 'c',
    electronic_commerce_indicator: '05',
    transaction_id: 't',
    version: '2.2.0',
  };

  test('of the newest version', () => {
    const body = {
      payment_data,
      authentication_result: { outcome: 'authenticated', outcome_details: details },
      marketing_consents: [{ channel: 'email', opted_in: true }],
      risk_signals: { ip_address: '203.0.113.9' },
      order_notes: 'Ring twice',
    };
    expect(command(newest.decodeComplete(body))).toEqual({
      payment: { token: 'spt_1', handlerId: 'card', instrumentType: 'card' },
      authenticationResult: {
        outcome: 'authenticated',
        details: { cryptogram: 'c', eci: '05', transactionId: 't', version: '2.2.0' },
      },
      marketingConsents: [{ channel: 'email', optedIn: true }],
      riskSignals: { ipAddress: '203.0.113.9' },
      orderNotes: 'Ring twice',
    });
  });

  test('2026-01-30 has neither notes nor consent', () => {
    const body = {
      payment_data,
      marketing_consents: [{ channel: 'email', opted_in: true }],
      order_notes: 'x',
    };
    expect(Object.keys(command(codecOf('2026-01-30').decodeComplete(body)))).toEqual(['payment']);
  });

  test.each(legacy)('%s', (version) => {
    expect(
      command(codecOf(version).decodeComplete({ payment_data: { token: 't', provider: 'stripe' } })),
    ).toEqual({
      payment: { token: 't', provider: 'stripe' },
      ...(version === '2025-09-29' && { cannotAuthenticate: true }),
    });
  });

  test.each([
    ['authenticated', 'authenticated'],
    ['failed', 'denied'],
    ['unavailable', 'not_supported'],
    ['rejected', 'rejected'],
    ['attempt', 'attempt_acknowledged'],
  ])('2026-01-16: %s is %s', (outcome, expected) => {
    const body = { payment_data: { token: 't', provider: 'stripe' }, authentication_result: { outcome } };
    expect(command(codecOf('2026-01-16').decodeComplete(body)).authenticationResult).toEqual({
      outcome: expected,
    });
  });

  test.each(['authenticated', 'informational', 'attempt_acknowledged'])('%s needs its details', (outcome) => {
    expect(error(newest.decodeComplete({ payment_data, authentication_result: { outcome } }))).toMatchObject({
      code: 'missing',
      param: '$.authentication_result.outcome_details',
    });
  });

  test('a purchase order is asked for a handler', () => {
    expect(error(newest.decodeComplete({ payment_data: { purchase_order_number: '1' } }))).toMatchObject({
      code: 'missing',
      param: '$.payment_data.handler_id',
    });
  });

  test('no error repeats a token', () => {
    const body = {
      payment_data: {
        ...payment_data,
        instrument: { type: 1, credential: { type: 'spt', token: 'spt_secret' } },
      },
    };
    expect(JSON.stringify(error(newest.decodeComplete(body)))).not.toContain('spt_secret');
  });
});
