import type { QuoteRequest } from '@acp-hub/commerce';
import type { WireQuoteRequest } from '@acp-hub/store-contract';
import { defined } from '../defined';
import { writeAddress } from './address';
import { fullNameOf } from './buyer';

const writeBuyer = (buyer: NonNullable<QuoteRequest['buyer']>): NonNullable<WireQuoteRequest['buyer']> =>
  defined({ name: fullNameOf(buyer), email: buyer.email, phone: buyer.phoneNumber });

export const writeQuoteRequest = (request: QuoteRequest): WireQuoteRequest =>
  defined({
    items: request.items.map(({ id, quantity }) => ({ id, quantity })),
    coupons: [...request.coupons],
    currency: request.currency,
    address: request.address && writeAddress(request.address),
    buyer: request.buyer && writeBuyer(request.buyer),
    option_id: request.option,
    locale: request.locale,
  });
