import { optionId, type Quote } from '../../src';
import { line, quote, withoutChoice } from '../support/quotes';
import { mug, priced, told } from '../support/checkout-rules';

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
