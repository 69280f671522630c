import { optionId, transition } from '../../src';
import { quote, withoutChoice } from '../support/quotes';
import { cup, mug, priced, told } from '../support/checkout-rules';
import { accepted, address, after, createEvent, now, quotedEvent, refused } from '../support/sessions';

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
