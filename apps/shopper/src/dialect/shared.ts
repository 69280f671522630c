import type { Contact, ItemWanted, PaymentOffered } from './dialect';
import type { Json, JsonObject } from '../json/json';

export const buyer = ({ firstName, lastName, email, phone }: Contact): JsonObject => ({
  buyer: {
    first_name: firstName,
    last_name: lastName,
    email,
    ...(phone === undefined ? {} : { phone_number: phone }),
  },
});

export const itemsWithQuantity = (items: readonly ItemWanted[]): JsonObject => ({
  items: items.map(({ id, quantity }) => ({ id, quantity })),
});

/** `payment_data` up to 2026-01-16, where the only provider the schema knows is Stripe. */
export const providerPayment = ({ token, billingAddress }: PaymentOffered): JsonObject => ({
  payment_data: {
    token,
    provider: 'stripe',
    ...(billingAddress === undefined ? {} : { billing_address: billingAddress }),
  },
});

/** A frictionless-looking success in the form of the protocol's own examples. */
export const authenticated = (): Json => ({
  outcome: 'authenticated',
  outcome_details: {
    three_ds_cryptogram: 'AAIBBYNoEwAAACcKhAJkdQAAAAA=',
    electronic_commerce_indicator: '05',
    transaction_id: 'c272b04f-6e7b-43a2-bb78-90f4fb94aa25',
    version: '2.2.0',
  },
});
