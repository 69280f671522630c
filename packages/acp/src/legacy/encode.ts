import type { Buyer, CheckoutSession, Line } from '@acp-hub/commerce';
import { encodeAddress, encodeFulfillmentDetails } from '../common/encode/address';
import { required } from '../common/encode/required';
import { encodeLegacyTotals, encodeOptionTotals } from '../common/encode/totals';
import { compact } from '../common/compact';
import { toDateTime, toEmail, toUri } from '../common/text-formats';
import type { z } from 'zod';
import type { PaymentHandler } from '../payment-handler';
import type { SessionView } from '../views';
import type { nestedSelectedOption } from './responses';
import type { LegacyOption } from './status';

/** These versions require both names and the e-mail; a buyer who lacks one is left out. */
export function encodeLegacyBuyer(buyer: Buyer | undefined) {
  const email = toEmail(buyer?.email);
  if (buyer?.firstName === undefined || buyer.lastName === undefined || email === undefined) return undefined;
  return compact({
    first_name: buyer.firstName,
    last_name: buyer.lastName,
    email,
    phone_number: buyer.phoneNumber,
  });
}

export const encodeLegacyLine = (line: Line) => ({
  id: line.id,
  item: { id: line.item.id, quantity: line.quantity },
  base_amount: line.base,
  discount: line.discount,
  subtotal: line.subtotal,
  tax: line.tax,
  total: line.total,
});

/** From 2025-12-12 on. */
export const encodeDescribedLine = (line: Line) => ({
  ...encodeLegacyLine(line),
  ...compact({
    name: line.item.title,
    description: line.item.description,
    images: line.item.imageUrls.flatMap((url) => toUri(url) ?? []),
    unit_amount: line.unitAmount,
    custom_attributes: line.item.variantOptions.map(({ name, value }) => ({ display_name: name, value })),
  }),
});

const shippingTimes = (option: Extract<LegacyOption, { type: 'shipping' }>) =>
  compact({
    carrier: option.carrier,
    earliest_delivery_time: toDateTime(option.earliestDelivery),
    latest_delivery_time: toDateTime(option.latestDelivery),
  });

/** Both price forms keep `subtotal` and `tax`, though 2025-12-12 requires only `total`. */
export function encodePricedOption(option: LegacyOption) {
  const body = {
    id: option.id,
    title: option.title,
    ...compact({ subtitle: option.description }),
    subtotal: option.net,
    tax: option.tax,
    total: option.net + option.tax,
  };
  return option.type === 'shipping'
    ? { type: 'shipping' as const, ...body, ...shippingTimes(option) }
    : { type: 'digital' as const, ...body };
}

export function encodeItemisedOption(option: LegacyOption) {
  const body = {
    id: option.id,
    title: option.title,
    ...compact({ description: option.description }),
    totals: encodeOptionTotals(option),
  };
  return option.type === 'shipping'
    ? { type: 'shipping' as const, ...body, ...shippingTimes(option) }
    : { type: 'digital' as const, ...body };
}

export const encodeNestedSelection = (session: CheckoutSession) =>
  session.selected.flatMap<z.infer<typeof nestedSelectedOption>>(({ type, optionId, itemIds }) => {
    const selection = { option_id: optionId, item_ids: [...itemIds] };
    switch (type) {
      case 'shipping':
        return [{ type, shipping: selection }];
      case 'digital':
        return [{ type, digital: selection }];
      case 'pickup':
      case 'local_delivery':
        return [];
    }
  });

export const stripeHandler = ({ seller }: SessionView): PaymentHandler | undefined =>
  seller.paymentHandlers.find(({ stripeCompatible }) => stripeCompatible);

export const cardPayment = () => ({
  type: 'card' as const,
  supported_card_networks: ['amex' as const, 'discover' as const, 'mastercard' as const, 'visa' as const],
});

export const encodeLegacyFulfillment = (session: CheckoutSession) =>
  encodeFulfillmentDetails(session.personal.fulfillment, encodeAddress);

export interface LegacyLink {
  readonly type: 'terms_of_use' | 'privacy_policy' | 'return_policy';
  readonly url: string;
}

/** The links that 2025-12-12 and 2026-01-16 know. */
export const encodeLegacyLinks = ({ merchant }: SessionView) =>
  merchant.links.flatMap<LegacyLink>(({ type, url }) => {
    const wire = toUri(url);
    return wire !== undefined &&
      (type === 'terms_of_use' || type === 'privacy_policy' || type === 'return_policy')
      ? [{ type, url: wire }]
      : [];
  });

/** The members that are the same in every version up to 2026-01-16. */
export function encodeLegacyCore({ session }: SessionView) {
  return compact({
    id: session.id,
    buyer: encodeLegacyBuyer(session.personal.buyer),
    currency: session.currency.toLowerCase(),
    totals: encodeLegacyTotals(session.totals),
    order: session.order
      ? {
          id: session.order.id,
          checkout_session_id: session.id,
          permalink_url: required(toUri(session.order.permalinkUrl), 'permalinkUrl'),
        }
      : undefined,
  });
}
