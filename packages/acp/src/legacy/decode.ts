import type { Buyer, CompleteCheckout, ItemRequest, PaymentInstruction } from '@acp-hub/commerce';
import type { z } from 'zod';
import { compact } from '../common/compact';
import { decodeAddress } from '../common/decode/buyer';
import { decodeItems } from '../common/decode/items';
import type { Decoded } from '../common/decode/decoded';
import type { buyerRequest } from '../common/wire/request-parts';
import type { legacyPaymentData } from './requests';

/** What an agent of a version without capabilities has said of them: nothing. */
export const noCapabilities = {};

export const decodeLegacyItems = (
  items: readonly { readonly id: string; readonly quantity?: number | null | undefined }[],
): Decoded<readonly ItemRequest[]> =>
  decodeItems(
    items.map(({ id, quantity }, index) => ({
      id,
      quantity: quantity ?? 1,
      path: ['items', index, 'quantity'],
    })),
  );

export const decodeLegacyBuyer = (wire: z.output<typeof buyerRequest>): Buyer =>
  compact({
    firstName: wire.first_name,
    lastName: wire.last_name,
    email: wire.email,
    phoneNumber: wire.phone_number,
  });

const decodePayment = (wire: z.output<typeof legacyPaymentData>): PaymentInstruction =>
  compact({
    token: wire.token,
    provider: wire.provider,
    billingAddress: wire.billing_address ? decodeAddress(wire.billing_address) : undefined,
  });

/** Payment and buyer: all that complete holds in 2025-09-29, and the beginning of it later. */
export const decodeLegacyComplete = (wire: {
  readonly buyer?: z.output<typeof buyerRequest> | null | undefined;
  readonly payment_data: z.output<typeof legacyPaymentData>;
}): CompleteCheckout =>
  compact({
    payment: decodePayment(wire.payment_data),
    buyer: wire.buyer ? decodeLegacyBuyer(wire.buyer) : undefined,
  });
