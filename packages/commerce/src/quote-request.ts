import { createHash } from 'node:crypto';
import { compact } from './compact';
import type { OptionId } from './ids';
import type { QuoteRequest } from './quote';
import type { CheckoutSession } from './session';

/** What makes up a request: known before the first quote already. */
export type Quotable = Pick<
  CheckoutSession,
  'items' | 'currency' | 'coupons' | 'personal' | 'locale' | 'chosenOption'
>;

const requestWith = (session: Quotable, option: OptionId | undefined): QuoteRequest => {
  const { buyer, fulfillment } = session.personal;
  return compact({
    items: session.items,
    currency: session.currency,
    coupons: session.coupons,
    buyer:
      buyer &&
      compact({
        firstName: buyer.firstName,
        lastName: buyer.lastName,
        fullName: buyer.fullName,
        email: buyer.email,
        phoneNumber: buyer.phoneNumber,
      }),
    address: fulfillment?.address,
    option,
    locale: session.locale,
  });
};

/** The request with the option in effect: what complete quotes again and what an order is placed from. */
export const quoteRequestOf = (session: CheckoutSession): QuoteRequest =>
  requestWith(session, session.selected[0]?.optionId ?? session.chosenOption);

/** The request with the agent's own choice alone, so that the store may apply its default. */
export const requestAsAsked = (session: Quotable): QuoteRequest => requestWith(session, session.chosenOption);

/** The request with an option the hub chose. */
export const requestWithOption = (session: Quotable, option: OptionId): QuoteRequest =>
  requestWith(session, option);

/** The digest of no request: what is unanswered is asked at the next opportunity. */
export const unanswered = '';

/**
 * SHA-256 over what can change a price. Names and phone numbers cannot; the e-mail can, where a coupon is
 * for certain customers. Two requests with one digest have one quote.
 */
export function requestDigest(request: QuoteRequest): string {
  const { items, currency, coupons, buyer, address, option, locale } = request;
  const parts = [
    items.map(({ id, quantity }) => [id, quantity]),
    currency,
    coupons,
    buyer?.email,
    address && [
      address.lineOne,
      address.lineTwo,
      address.city,
      address.state,
      address.country,
      address.postalCode,
      address.company,
    ],
    option,
    locale,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
