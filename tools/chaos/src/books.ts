import type { Payment } from '@acp-hub/fake-psp';
import type { Dispute, PaymentIntent, Refund } from '@acp-hub/fake-stripe';
import { request } from 'undici';
import { shop, type Places } from './places';
import { readOrders } from './read-orders';
import { readWoocommerceOrders } from './read-woocommerce-orders';

/** An order as a shop has it written down, in minor units. */
export interface BookedOrder {
  readonly id: string;
  readonly session_id: string;
  /** `awaiting_payment`, `canceled`, or whatever else it came to. */
  readonly status: string;
  readonly totals: { readonly total: number };
  /** There where it is paid. */
  readonly payment?: unknown;
  readonly refunds: readonly { readonly amount: number }[];
}

/** A payment as a provider has it written down, in minor units. */
export interface BookedPayment {
  readonly id: string;
  readonly sessionId: string;
  readonly status: string;
  /** Reserved, and neither taken nor let go. */
  readonly held: number;
  readonly captured: number;
  /** Given back, or taken back by the buyer's bank. */
  readonly refunded: number;
  /** Refunds made, whoever made them. */
  readonly refunds: number;
}

/** What store and providers have written down, whatever the hub believes. */
export interface Books {
  readonly orders: readonly BookedOrder[];
  readonly payments: readonly BookedPayment[];
}

export async function readBooks(places: Places): Promise<Books> {
  const [own, atWoocommerce, sandboxBooks, stripeBooks] = await Promise.all([
    readOrders(`${places.store.url}/${shop.slug}`, shop.secret),
    readWoocommerceOrders(places.woocommerce.url),
    read<{ readonly payments: readonly Payment[] }>(places.sandbox.url),
    read<StripeBooks>(places.stripe.url),
  ]);
  const orders = [...own, ...atWoocommerce];
  return { orders, payments: [...sandboxBooks.payments.map(ofSandbox), ...ofStripe(stripeBooks)] };
}

async function read<Content>(url: string): Promise<Content> {
  const { body } = await request(`${url}/admin/books`);
  return (await body.json()) as Content;
}

const ofSandbox = ({
  id,
  reference,
  status,
  authorized,
  captured,
  voided,
  refunded,
  events,
}: Payment): BookedPayment => ({
  id,
  sessionId: String(reference['session_id']),
  status,
  held: status === 'authorized' ? authorized - captured - voided : 0,
  captured,
  refunded,
  refunds: events.filter(({ type }) => type === 'refunded').length,
});

interface StripeBooks {
  readonly intents: readonly PaymentIntent[];
  readonly refunds: readonly Refund[];
  readonly disputes: readonly Dispute[];
}

const ofStripe = ({ intents, refunds, disputes }: StripeBooks): BookedPayment[] =>
  intents.map(({ id, metadata, status, amount_capturable, amount_received }) => {
    const made = refunds.filter(({ payment_intent }) => payment_intent === id);
    const lost = disputes.filter((each) => each.payment_intent === id && each.status === 'lost');
    return {
      id,
      sessionId: metadata['acp_session'] ?? 'none',
      status,
      held: amount_capturable,
      captured: amount_received,
      refunded: [...made, ...lost].reduce((sum, { amount }) => sum + amount, 0),
      refunds: made.length,
    };
  });
