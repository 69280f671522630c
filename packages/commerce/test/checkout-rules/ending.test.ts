import { effectiveStatus, transition } from '../../src';
import {
  accepted,
  after,
  afterExpiry,
  cancelEvent,
  completeEvent,
  createEvent,
  declined,
  now,
  quotedEvent,
  readySession,
  refused,
  updateEvent,
} from '../support/sessions';

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
