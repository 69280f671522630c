import { errorCodes, errorStatus, errorTypeOf, storeError } from '../src';
import { soundQuote } from './samples';

test.each(errorCodes)(
  '%s has a status of the client’s or the server’s making, and a matching type',
  (code) => {
    const status = errorStatus[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(errorTypeOf(status) === 'invalid_request').toBe(status < 500 && status !== 429);
  },
);

test('the statuses the contract promises', () => {
  expect(errorStatus).toMatchObject({ price_changed: 409, out_of_stock: 409, expired: 410 });
  expect(errorTypeOf(429)).toBe('rate_limit_exceeded');
  expect(errorTypeOf(503)).toBe('service_unavailable');
  expect(errorTypeOf(500)).toBe('processing_error');
});

test('price_changed carries the new quote', () => {
  const body = { type: 'invalid_request', code: 'price_changed', message: 'Now 35.81.', quote: soundQuote() };
  expect(storeError.parse(body).quote?.totals.total).toBe(3581);
});
