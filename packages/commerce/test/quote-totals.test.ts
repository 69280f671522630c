import fc from 'fast-check';
import { lacksStock } from '../src/quote-messages';
import {
  itemId,
  optionId,
  quoteAgreesWithSession,
  quotesAgree,
  totalsOfQuote,
  transition,
  type Quote,
} from '../src';
import { expectToAddUp } from './support/add-up';
import { arbitraryQuote, line, quote, shipping, USD, withoutChoice } from './support/quotes';
import { accepted, createEvent, now, quotedEvent, readySession, refused } from './support/sessions';

const faultOf = (quoted: Quote) => {
  const summed = totalsOfQuote(quoted, USD);
  return summed.kind === 'fault' ? summed.fault.kind : undefined;
};

describe('totals of a quote', () => {
  it('add up for any honest quote, net or gross, in USD, JPY and KWD', () => {
    fc.assert(
      fc.property(arbitraryQuote, (quoted) => {
        const created = accepted(
          transition(undefined, { ...createEvent(), storeCurrency: quoted.currency }, now),
        );
        const { session } = accepted(transition(created.session, { type: 'quoted', quote: quoted }, now));
        expectToAddUp(session);
        expect(session.totals.total).toBe(quoted.total);
        expect(session.lines).toHaveLength(quoted.lines.length);
        expect(session.lines.map((each) => each.unitAmount)).toEqual(
          quoted.lines.map((each) => each.unitAmount),
        );
      }),
    );
  });

  it('name a total that is not the sum of its parts, however small the difference', () => {
    fc.assert(
      fc.property(arbitraryQuote, fc.constantFrom(-1, 1, 100), (quoted, difference) => {
        fc.pre(quoted.total + difference >= 0);
        const summed = totalsOfQuote({ ...quoted, total: quoted.total + difference }, quoted.currency);
        expect(summed).toEqual({
          kind: 'fault',
          fault: { kind: 'total', sum: quoted.total, quoted: quoted.total + difference },
        });
      }),
    );
  });

  it('count the order discount, fees and the chosen option only', () => {
    const quoted = quote({ orderDiscount: 100, fees: [{ title: 'small order', net: 200, tax: 16 }] });
    expect(totalsOfQuote(quoted, USD)).toEqual({
      kind: 'ok',
      totals: {
        itemsBase: 1000,
        itemsDiscount: 0,
        subtotal: 1000,
        discount: 100,
        fulfillment: 500,
        tax: 80 + 40 + 16,
        fee: 200,
        giftWrap: 0,
        tip: 0,
        storeCredit: 0,
        total: 1736,
      },
    });
  });

  it.each<[string, Quote]>([
    ['currency', quote({ currency: 'EUR' as typeof USD })],
    ['amount', quote({ lines: [line({ base: 10.5 })] })],
    ['amount', quote({ lines: [line({ tax: -1 })] })],
    ['amount', quote({ options: [shipping('slow', Number.NaN)] })],
    ['amount', quote({ options: [shipping('slow', 1), shipping('fast', -1)] })],
    ['amount', quote({ fees: [{ title: 'fee', net: 2 ** 53, tax: 0 }] })],
    ['amount', quote({ orderDiscount: -5 })],
    ['discount', quote({ lines: [line({ discount: 1001 })] })],
    ['discount', quote({ orderDiscount: 1501 })],
    ['option', quote({ chosenOption: optionId('ghost') })],
  ])('find the fault "%s"', (kind, quoted) => {
    expect(faultOf(quoted)).toBe(kind);
  });

  it('keep a session of a lying store from being paid', () => {
    const created = accepted(transition(undefined, createEvent(), now)).session;
    const { session, effects } = accepted(transition(created, quotedEvent({ ...quote(), total: 1 }), now));
    expect(session).toMatchObject({ status: 'not_ready_for_payment', lines: [], totals: { total: 0 } });
    expect(session.messages).toMatchObject([{ type: 'error', code: 'conflict', param: '$.totals' }]);
    expect(effects).toEqual([]);
    const complete = transition(
      session,
      { type: 'complete', command: { payment: { token: 't' } }, offeredChannels: [] },
      now,
    );
    expect(refused(complete).rejection.reason).toBe('not_ready');
  });
});

const changes: [string, Partial<Quote>, boolean][] = [
  ['a price', { lines: [line({ base: 1001, unitAmount: 1001 })] }, false],
  ['a lower price', { lines: [line({ base: 999, unitAmount: 999 })] }, false],
  ['a price and a tax that cancel out', { lines: [line({ base: 1001, unitAmount: 1001, tax: 79 })] }, false],
  [
    'a tax that the tax of a fee makes up for',
    { lines: [line({ tax: 79 })], fees: [{ title: 'fee', net: 0, tax: 1 }] },
    false,
  ],
  ['a quantity', { lines: [line({ quantity: 2 })] }, false],
  ['an item of the same price', { lines: [line({}, 'cup')] }, false],
  ['the price of the chosen option', { options: [shipping('slow', 501, 39)] }, false],
  [
    'the chosen option',
    { options: [shipping('slow', 500, 40), shipping('x', 500, 40)], chosenOption: optionId('x') },
    false,
  ],
  ['an order discount', { orderDiscount: 1 }, false],
  ['a fee', { fees: [{ title: 'fee', net: 1, tax: 0 }] }, false],
  ['the price of another option', { options: [shipping('slow', 500, 40), shipping('fast', 1, 1)] }, true],
  ['the reference', { reference: 'other', expiresAt: '2027-01-01T00:00:00Z' }, true],
  ['the stock level', { lines: [line({ stock: { status: 'low_stock' } })] }, true],
];

describe('whether quotes agree', () => {
  it.each(changes)('a change of %s', (_what, change, agrees) => {
    expect(quotesAgree(quote(), quote(change))).toBe(agrees);
    expect(quoteAgreesWithSession(readySession(), quote(change))).toBe(agrees);
  });

  it('holds for any quote and itself, and for the session made from it unless the quote lacks stock', () => {
    fc.assert(
      fc.property(arbitraryQuote, (quoted) => {
        expect(quotesAgree(quoted, structuredClone(quoted))).toBe(true);
        const event = { ...createEvent(), storeCurrency: quoted.currency };
        const created = accepted(transition(undefined, event, now)).session;
        const { session, effects } = accepted(transition(created, { type: 'quoted', quote: quoted }, now));
        fc.pre(effects.length === 0 && session.selected[0]?.optionId === quoted.chosenOption);
        const lacks = quoted.lines.some(lacksStock) || quoted.messages.some(({ type }) => type === 'error');
        expect(quoteAgreesWithSession(session, quoted)).toBe(!lacks);
        expect(quoteAgreesWithSession(session, quoted, true)).toBe(true);
        expect(quoteAgreesWithSession(session, { ...quoted, total: quoted.total + 1 })).toBe(false);
      }),
    );
  });

  it('fails where an item became unknown, and where the option is no longer priced in', () => {
    expect(quoteAgreesWithSession(readySession(), quote({ unknownItems: [itemId('mug')] }))).toBe(false);
    expect(quoteAgreesWithSession(readySession(), withoutChoice(quote()))).toBe(false);
    const gone = quote({ lines: [line({ stock: { status: 'out_of_stock' } })] });
    expect(quoteAgreesWithSession(readySession(), gone)).toBe(false);
    expect(quoteAgreesWithSession(readySession(), gone, true)).toBe(true);
  });
});
