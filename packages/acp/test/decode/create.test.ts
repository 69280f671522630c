import { codecOf } from '../../src';
import { command, create, error, newest } from '../support/decoding';

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
