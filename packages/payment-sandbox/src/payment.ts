import { money, type AuthenticationMetadata } from '@acp-hub/commerce';
import {
  declineCodes,
  paymentId,
  type Authorization,
  type DeclineCode,
  type Payment,
  type PaymentMovement,
} from '@acp-hub/payment';
import type { WireAuthentication, WireEvent, WirePayment } from './wire';

export function toPayment(wire: WirePayment): Payment {
  const { currency } = wire;
  return {
    id: paymentId(wire.id),
    authorization: toAuthorization(wire),
    voided: wire.status === 'voided',
    captured: money(wire.captured, currency),
    refunded: money(wire.refunded, currency),
    movements: wire.events.flatMap((event) => toMovement(event, wire) ?? []),
  };
}

export function toAuthorization(wire: WirePayment): Authorization {
  const id = paymentId(wire.id);
  if (wire.decline !== undefined)
    return {
      status: 'declined',
      paymentId: id,
      code: toDeclineCode(wire.decline.code),
      message: wire.decline.message,
    };
  if (wire.authentication !== undefined)
    return {
      status: 'requires_authentication',
      paymentId: id,
      authentication: toAuthentication(wire.authentication),
    };
  const amount = money(wire.authorized, wire.currency);
  return { status: 'authorized', paymentId: id, amount };
}

const kinds: Readonly<Record<string, PaymentMovement['kind']>> = { captured: 'capture', refunded: 'refund' };

/** `undefined` for events that moved no money. */
export function toMovement(event: WireEvent, wire: WirePayment): PaymentMovement | undefined {
  const kind = kinds[event.type];
  if (kind === undefined) return undefined;
  const amount = money(event.amount, wire.currency);
  return { id: event.id, kind, amount, status: 'succeeded', at: event.at };
}

const toDeclineCode = (code: string): DeclineCode =>
  declineCodes.find((known) => known === code) ?? 'card_declined';

const toAuthentication = ({ acquirer, directory_server }: WireAuthentication): AuthenticationMetadata => ({
  acquirer: {
    bin: acquirer.bin,
    country: acquirer.country,
    merchantId: acquirer.merchant_id,
    merchantName: acquirer.merchant_name,
    requestorId: acquirer.requestor_id,
  },
  directoryServer: directory_server,
  flowPreference: { type: 'challenge', challenge: 'preferred' },
});
