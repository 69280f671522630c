import { optionId, quoteRequestOf, transition, type CreateCheckout, type Quote } from '../../src';
import { pickup, quote, shipping, withoutChoice } from '../support/quotes';
import { download, priced, told, typesOf } from '../support/checkout-rules';
import { accepted, after, createEvent, now, quotedEvent } from '../support/sessions';

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
