import { optionId, transition } from '../../src';
import { quote } from '../support/quotes';
import { mug, priced, told, typesOf } from '../support/checkout-rules';
import { accepted, address, later, now, quotedEvent, readySession, updateEvent } from '../support/sessions';

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
