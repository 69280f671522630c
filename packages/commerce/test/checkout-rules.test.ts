import {
  effectiveStatus,
  itemId,
  optionId,
  quoteRequestOf,
  transition,
  type CheckoutEffect,
  type CheckoutSession,
  type CreateCheckout,
  type Message,
  type Quote,
} from '../src';
import { line, pickup, quote, shipping, withoutChoice } from './support/quotes';
import {
  accepted,
  address,
  after,
  afterExpiry,
  authenticationRequested,
  cancelEvent,
  completeEvent,
  createEvent,
  declined,
  later,
  now,
  orderPlaced,
  quotedEvent,
  readySession,
  refused,
  updateEvent,
} from './support/sessions';

const mug = itemId('mug');
const cup = itemId('cup');
const download = line({ requiresShipping: false });

const priced = (quoted: Quote, over = {}): CheckoutSession => after(createEvent(over), quotedEvent(quoted));

const told = (session: CheckoutSession) =>
  session.messages.map((message: Message) => [
    message.type === 'info' ? 'info' : message.code,
    message.param,
  ]);

const typesOf = (effects: readonly CheckoutEffect[]) => effects.map(({ type }) => type);

describe('creating', () => {
  it('asks the store for exactly what the agent asked for', () => {
    const { session, effects } = accepted(
      transition(
        undefined,
        createEvent({ coupons: ['SAVE'], option: optionId('fast'), locale: 'en-US' }),
        now,
      ),
    );
    expect(session).toMatchObject({
      status: 'incomplete',
      attempts: 0,
      expiresAt: '2026-11-23T13:00:00.000Z',
    });
    expect(effects).toEqual([
      {
        type: 'request_quote',
        request: {
          items: [{ id: mug, quantity: 1 }],
          currency: 'USD',
          coupons: ['SAVE'],
          buyer: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
          address,
          option: 'fast',
          locale: 'en-US',
        },
      },
    ]);
  });

  it('refuses another currency than the store charges', () => {
    expect(refused(transition(undefined, createEvent({ currency: 'EUR' as never }), now)).rejection).toEqual({
      reason: 'unsupported_currency',
      currency: 'EUR',
      supported: 'USD',
    });
  });

  it('refuses a session of unknown items alone, and tells of some', () => {
    const unknown = withoutChoice(quote({ lines: [], unknownItems: [mug], options: [] }));
    const created = after(createEvent());
    expect(refused(transition(created, quotedEvent(unknown), now)).rejection).toEqual({
      reason: 'no_known_item',
      index: 0,
    });
    const items = [
      { id: cup, quantity: 1 },
      { id: mug, quantity: 1 },
    ];
    const session = priced(quote({ unknownItems: [cup] }), { items });
    expect(session.status).toBe('not_ready_for_payment');
    expect(told(session)).toEqual([['not_found', '$.line_items[0]']]);
  });
});

describe('a quote', () => {
  it.each<[string, Partial<Quote>, object, [string, string][]]>([
    [
      'out of stock',
      { lines: [line({ stock: { status: 'out_of_stock' } })] },
      {},
      [['out_of_stock', '$.line_items[0]']],
    ],
    [
      'none left',
      { lines: [line({ stock: { status: 'in_stock', available: 0 } })] },
      {},
      [['out_of_stock', '$.line_items[0]']],
    ],
    [
      'more than there is',
      { lines: [line({ quantity: 3, stock: { status: 'low_stock', available: 2 } })] },
      { items: [{ id: mug, quantity: 3 }] },
      [['quantity_exceeded', '$.line_items[0]']],
    ],
    [
      'a quantity the store changed',
      { lines: [line({ quantity: 2 })] },
      { items: [{ id: mug, quantity: 3 }] },
      [['quantity_exceeded', '$.line_items[0]']],
    ],
    ['no address', {}, { fulfillment: {} }, [['missing', '$.fulfillment_details.address']]],
    [
      'an option not offered',
      {},
      { option: optionId('gone') },
      [['invalid', '$.selected_fulfillment_options']],
    ],
  ])('with %s leaves the session not ready', (_what, over, command, messages) => {
    const session = priced(quote(over), command);
    expect(session.status).toBe('not_ready_for_payment');
    expect(told(session)).toEqual(messages);
  });

  it.each<[string, Partial<Quote>, object, [string, string][]]>([
    [
      'few left',
      { lines: [line({ stock: { status: 'low_stock', available: 2 } })] },
      {},
      [['low_stock', '$.line_items[0]']],
    ],
    ['a back order', { lines: [line({ stock: { status: 'backorder', available: 0 } })] }, {}, []],
    [
      'a bad coupon',
      { rejectedDiscounts: [{ code: 'old', reason: 'discount_code_expired' }] },
      { coupons: ['SAVE', 'OLD'] },
      [['discount_code_expired', '$.discounts.codes[1]']],
    ],
    [
      'a coupon sent twice',
      { rejectedDiscounts: [{ code: 'save', reason: 'discount_code_already_applied' }] },
      { coupons: ['SAVE', 'save', 'other'] },
      [['discount_code_already_applied', '$.discounts.codes[1]']],
    ],
  ])('with %s leaves the session ready, and says so', (_what, over, command, messages) => {
    const session = priced(quote(over), command);
    expect(session.status).toBe('ready_for_payment');
    expect(told(session)).toEqual(messages);
  });

  it('without any option tells a region that is not served from an address that is missing', () => {
    const nothing = withoutChoice(quote({ options: [], addressRequired: false }));
    expect(told(priced(nothing))).toEqual([['region_restricted', '$.fulfillment_details.address']]);
    expect(told(priced(nothing, { fulfillment: {} }))).toEqual([
      ['missing', '$.fulfillment_details.address'],
    ]);
  });

  it('says nothing twice that the store says too', () => {
    const message = {
      type: 'error',
      code: 'out_of_stock',
      param: '$.line_items[0]',
      content: 'Sold out!',
      contentType: 'plain',
    } as const;
    const session = priced(
      quote({ lines: [line({ stock: { status: 'out_of_stock' } })], messages: [message] }),
    );
    expect(told(session)).toEqual([['out_of_stock', '$.line_items[0]']]);
  });
});

describe('the option in effect', () => {
  const options = [pickup('counter'), shipping('fast', 900, 72), shipping('slow', 500, 40)];

  it.each<[string, Partial<Quote>, Partial<CreateCheckout>, string | undefined]>([
    ['the agent chose', { options, defaultOption: optionId('fast') }, { option: optionId('slow') }, 'slow'],
    ['the store prefers', { options, defaultOption: optionId('fast') }, {}, 'fast'],
    ['is the cheapest shipping, never pickup', { options }, {}, 'slow'],
    ['is a pickup the agent chose', { options }, { option: optionId('counter') }, 'counter'],
    ['replaces one that vanished', { options }, { option: optionId('gone') }, 'slow'],
    ['is none where nothing is shipped', { options, lines: [download] }, {}, undefined],
  ])('%s', (_what, over, command, expected) => {
    const created = after(createEvent(command));
    const { session, effects } = accepted(transition(created, quotedEvent(withoutChoice(quote(over))), now));
    expect(session.selected.map(({ optionId: id }) => id)).toEqual(expected === undefined ? [] : [expected]);
    const hubChose = expected !== undefined && command.option !== expected;
    expect(typesOf(effects)).toEqual(hubChose ? ['request_quote'] : []);
  });

  it('is asked for once where the store did not price it, and not again', () => {
    const unpriced = quotedEvent(withoutChoice(quote({ options })));
    const first = accepted(transition(after(createEvent()), unpriced, now));
    expect(first.session.status).toBe('incomplete');
    expect(first.effects).toEqual([
      { type: 'request_quote', request: expect.objectContaining({ option: 'slow' }) },
    ]);
    const answered = accepted(transition(first.session, quotedEvent(quote({ options })), now));
    expect(answered).toMatchObject({ session: { status: 'ready_for_payment' }, effects: [] });
    expect(quoteRequestOf(answered.session).option).toBe('slow');
    const disregarded = accepted(transition(first.session, unpriced, now));
    expect(disregarded).toMatchObject({ session: { status: 'not_ready_for_payment' }, effects: [] });
    expect(told(disregarded.session)).toEqual([['conflict', '$.selected_fulfillment_options']]);
  });

  it('is not asked for where the store applied it by itself', () => {
    const { effects } = accepted(transition(after(createEvent()), quotedEvent(quote({ options })), now));
    expect(effects).toEqual([]);
  });

  it('needs none, nor an address, where everything is digital', () => {
    const digital = withoutChoice(quote({ lines: [download], options: [], addressRequired: false }));
    expect(priced(digital, { fulfillment: {} })).toMatchObject({ status: 'ready_for_payment', selected: [] });
  });
});

describe('updating', () => {
  it.each<[string, Parameters<typeof updateEvent>[0]]>([
    ['a name', { buyer: { firstName: 'Grace' } }],
    ['notes', { orderNotes: 'ring twice' }],
    ['nothing', {}],
    ['the same address', { fulfillment: { address } }],
    ['a recipient', { fulfillment: { name: 'Grace Hopper', phoneNumber: '+15551234567' } }],
  ])('%s asks for no quote', (_what, command) => {
    const { session, effects } = accepted(transition(readySession(), updateEvent(command), later));
    expect(effects).toEqual([]);
    expect(session).toMatchObject({ status: 'ready_for_payment', updatedAt: later.toISOString() });
  });

  it.each<[string, Parameters<typeof updateEvent>[0]]>([
    ['items', { items: [{ id: mug, quantity: 2 }] }],
    ['the address', { fulfillment: { address: { ...address, postalCode: '10001' } } }],
    ['no address any more', { fulfillment: null }],
    ['coupons', { coupons: ['SAVE'] }],
    ['the option', { option: optionId('fast') }],
    ['the e-mail', { buyer: { email: 'grace@example.com' } }],
  ])('%s asks for a quote', (_what, command) => {
    const { session, effects } = accepted(transition(readySession(), updateEvent(command), later));
    expect(typesOf(effects)).toEqual(['request_quote']);
    expect(session.status).toBe('incomplete');
  });

  it('asks again when the quote has run out', () => {
    const session = priced(quote({ expiresAt: '2026-11-23T12:01:00Z' }));
    expect(typesOf(accepted(transition(session, updateEvent({}), now)).effects)).toEqual([]);
    expect(typesOf(accepted(transition(session, updateEvent({}), later)).effects)).toEqual(['request_quote']);
  });

  it('asks again when the store contradicted itself', () => {
    const lied = priced({ ...quote(), total: 1 });
    expect(typesOf(accepted(transition(lied, updateEvent({}), now)).effects)).toEqual(['request_quote']);
  });

  it('leaves what is absent and clears what is null', () => {
    const session = readySession({ orderNotes: 'ring', coupons: ['SAVE'], option: optionId('slow') });
    const kept = accepted(transition(session, updateEvent({ buyer: { firstName: 'Grace' } }), now)).session;
    expect(kept).toMatchObject({
      coupons: ['SAVE'],
      chosenOption: 'slow',
      personal: { orderNotes: 'ring', buyer: { firstName: 'Grace', email: 'ada@example.com' } },
    });
    const all = updateEvent({
      buyer: null,
      fulfillment: null,
      option: null,
      coupons: null,
      orderNotes: null,
    });
    const cleared = accepted(transition(session, all, now)).session;
    expect(cleared).toMatchObject({ coupons: [], personal: {} });
    expect(cleared).not.toHaveProperty('chosenOption');
    expect(Object.keys(cleared.personal)).toEqual([]);
  });

  it('falls back from ready, and an emptied cart is not ready at once', () => {
    const { session } = accepted(transition(readySession(), updateEvent({ fulfillment: null }), now));
    const again = accepted(transition(session, quotedEvent(), now)).session;
    expect(again.status).toBe('not_ready_for_payment');
    const emptied = accepted(transition(readySession(), updateEvent({ items: [] }), now));
    expect(emptied).toMatchObject({ session: { lines: [], totals: { total: 0 } }, effects: [] });
    expect(told(emptied.session)).toEqual([['missing', '$.line_items']]);
    const refilled = transition(emptied.session, updateEvent({ items: [{ id: mug, quantity: 1 }] }), now);
    expect(typesOf(accepted(refilled).effects)).toEqual(['request_quote']);
  });
});

describe('completing', () => {
  it('needs the e-mail, from the session or with the command', () => {
    const session = readySession({ buyer: { firstName: 'Ada' } });
    const result = refused(transition(session, completeEvent(), now));
    expect(result.rejection).toMatchObject({
      reason: 'not_ready',
      messages: [{ code: 'missing', param: '$.buyer.email' }],
    });
    expect(result.session).toMatchObject({ status: 'ready_for_payment', attempts: 0 });
    const stored = result.session ?? session;
    const named = accepted(
      transition(stored, completeEvent({ buyer: { email: 'a@example.com' } }), now),
    ).session;
    expect(named).toMatchObject({ status: 'complete_in_progress', attempts: 1, messages: [] });
    expect(named.personal.buyer).toEqual({ firstName: 'Ada', email: 'a@example.com' });
  });

  it('stores consents only for channels that were offered and have a contact', () => {
    const consents = ['email', 'sms', 'push'].map((channel) => ({ channel, optedIn: true }));
    const event = completeEvent({ marketingConsents: consents }, ['email', 'sms']);
    const session = accepted(transition(readySession(), event, now)).session;
    expect(session.personal.marketingConsents).toEqual([{ channel: 'email', optedIn: true }]);
    const silent = accepted(transition(readySession(), completeEvent(), now)).session;
    expect(silent.personal.marketingConsents).toBeUndefined();
  });

  it('keeps the first and the last touch of an affiliate', () => {
    const session = readySession({ affiliate: { provider: 'a', token: '1' } });
    const event = completeEvent({ affiliate: { provider: 'b', token: '2' } });
    expect(accepted(transition(session, event, now)).session.personal.affiliate).toEqual({
      first: { provider: 'a', token: '1' },
      last: { provider: 'b', token: '2' },
    });
  });

  it('after a decline may be tried again, as another attempt', () => {
    const session = after(createEvent(), quotedEvent(), completeEvent(), declined);
    expect(session).toMatchObject({ status: 'ready_for_payment', attempts: 1 });
    expect(told(session)).toEqual([['payment_declined', undefined]]);
    const again = accepted(transition(session, completeEvent(), now)).session;
    expect(again).toMatchObject({ status: 'complete_in_progress', attempts: 2, messages: [] });
  });

  it('at changed prices goes back to the buyer with the new totals', () => {
    const paying = after(createEvent(), quotedEvent(), completeEvent());
    const cheaper = quote({ lines: [line({ base: 900, unitAmount: 900, tax: 72 })] });
    const changed = accepted(transition(paying, { type: 'quote_changed', quote: cheaper }, now)).session;
    expect(changed).toMatchObject({ status: 'ready_for_payment', attempts: 1, totals: { total: 1512 } });
    expect(told(changed)).toEqual([['price_change', '$.totals']]);
    expect(accepted(transition(changed, completeEvent(), now)).session.messages).toEqual([]);
    const gone = quote({ lines: [line({ stock: { status: 'out_of_stock' } })] });
    const sold = accepted(transition(paying, { type: 'quote_changed', quote: gone }, now)).session;
    expect(sold.status).toBe('not_ready_for_payment');
  });

  it('keeps the news of a changed price while the store is asked once more', () => {
    const paying = after(createEvent(), quotedEvent(), completeEvent());
    const asked = accepted(transition(paying, { type: 'quote_changed', quote: withoutChoice(quote()) }, now));
    expect(typesOf(asked.effects)).toEqual(['request_quote']);
    expect(told(accepted(transition(asked.session, quotedEvent(), now)).session)).toEqual([
      ['price_change', '$.totals'],
    ]);
  });

  it('with 3-D Secure needs its result, and is the same attempt', () => {
    const waiting = after(createEvent(), quotedEvent(), completeEvent(), authenticationRequested);
    expect(waiting).toMatchObject({
      status: 'authentication_required',
      authentication: { directoryServer: 'visa' },
    });
    expect(refused(transition(waiting, completeEvent(), now)).rejection.reason).toBe(
      'authentication_result_missing',
    );
    const event = completeEvent({ authenticationResult: { outcome: 'authenticated' } });
    const going = accepted(transition(waiting, event, now)).session;
    expect(going).toMatchObject({ status: 'complete_in_progress', attempts: 1 });
    expect(going).not.toHaveProperty('authentication');
  });

  it('begins anew where the agent has no way to bring that result', () => {
    const waiting = after(createEvent(), quotedEvent(), completeEvent(), authenticationRequested);
    const event = completeEvent({ cannotAuthenticate: true });
    const paying = accepted(transition(waiting, event, now)).session;
    expect(paying).toMatchObject({ status: 'complete_in_progress', attempts: 2 });
    expect(paying).not.toHaveProperty('authentication');
    const ready = after(createEvent(), quotedEvent());
    expect(accepted(transition(ready, event, now)).session.attempts).toBe(1);
  });

  it('takes no result of 3-D Secure that it never asked for', () => {
    const ready = after(createEvent(), quotedEvent());
    const event = completeEvent({ authenticationResult: { outcome: 'authenticated' } });
    expect(refused(transition(ready, event, now)).rejection.reason).toBe('authentication_result_unexpected');
    const asked = after(createEvent(), quotedEvent(), completeEvent(), authenticationRequested, event);
    const failed = accepted(transition(asked, declined, now)).session;
    expect(accepted(transition(failed, event, now)).session.status).toBe('complete_in_progress');
  });

  it('is escalated where the agent said it cannot run 3-D Secure', () => {
    const capabilities = { interventions: { supported: [] } };
    const session = after(
      createEvent({ capabilities }),
      quotedEvent(),
      completeEvent(),
      authenticationRequested,
    );
    expect(session.status).toBe('requires_escalation');
    expect(told(session)).toEqual([['intervention_required', '$.capabilities.interventions']]);
  });

  it('ends with the order, and hearing of it again changes nothing', () => {
    const done = after(createEvent(), quotedEvent(), completeEvent(), orderPlaced());
    expect(done).toMatchObject({ status: 'completed', order: { id: 'ord_1' } });
    expect(accepted(transition(done, orderPlaced(), later)).session).toBe(done);
    expect(refused(transition(done, orderPlaced('ord_2'), later)).rejection.reason).toBe('illegal');
  });
});

describe('ending', () => {
  it('keeps why the agent left', () => {
    const intentTrace = { reasonCode: 'shipping_cost', traceSummary: 'too much' } as const;
    const { session, effects } = accepted(
      transition(readySession(), { type: 'cancel', command: { intentTrace } }, now),
    );
    expect(session).toMatchObject({ status: 'canceled', personal: { intentTrace } });
    expect(effects).toEqual([]);
  });

  it.each([cancelEvent, { type: 'expire' } as const])(
    'by $type lets go of the order an attempt held',
    (event) => {
      const session = after(createEvent(), quotedEvent(), completeEvent(), declined);
      expect(accepted(transition(session, event, now)).effects).toEqual([{ type: 'release_held_order' }]);
    },
  );

  it('comes by the clock when read, unless a payment is under way', () => {
    expect(effectiveStatus(readySession(), now)).toBe('ready_for_payment');
    expect(effectiveStatus(readySession(), new Date('2026-11-23T13:00:00.000Z'))).toBe('expired');
    const paying = after(createEvent(), quotedEvent(), completeEvent());
    expect(effectiveStatus(paying, afterExpiry)).toBe('complete_in_progress');
    for (const event of [cancelEvent, updateEvent({}), completeEvent()])
      expect(refused(transition(readySession(), event, afterExpiry)).rejection).toEqual({
        reason: 'closed',
        status: 'expired',
      });
  });
});
