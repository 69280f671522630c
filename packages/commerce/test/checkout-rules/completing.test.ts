import { transition } from '../../src';
import { line, quote, withoutChoice } from '../support/quotes';
import { told, typesOf } from '../support/checkout-rules';
import {
  accepted,
  after,
  authenticationRequested,
  completeEvent,
  createEvent,
  declined,
  later,
  now,
  orderPlaced,
  quotedEvent,
  readySession,
  refused,
} from '../support/sessions';

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
