import type { Address, QuoteRequest } from '@acp-hub/commerce';

/** An address in WooCommerce's words; the same for the cart, the checkout and `wc/v3`. */
export interface WooAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
}

type Who = Pick<NonNullable<QuoteRequest['buyer']>, 'firstName' | 'lastName' | 'fullName' | 'phoneNumber'>;

/** The last word is the family name: WooCommerce requires one, and who has a single name bears it twice. */
export function splitName(name: string): { readonly first: string; readonly last: string } {
  const words = name.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  return { first: words.length > 1 ? words.slice(0, -1).join(' ') : last, last };
}

/** What the shop's rule for phone numbers lets through; a number it refuses must not lose a sale. */
const PHONE = /^[\s#0-9_\-+/().]{1,32}$/;

/**
 * State and country always go together: a new cart already stands at the shop's own address, and what is left out
 * keeps its value. @param state as the shop writes it, where that is known.
 */
export function writeAddress(address: Address, who: Who = {}, state?: string): WooAddress {
  const { first, last } = splitName(address.name || (who.fullName ?? ''));
  return {
    first_name: address.name ? first : (who.firstName ?? first),
    last_name: address.name ? last : (who.lastName ?? last),
    company: address.company ?? '',
    address_1: address.lineOne,
    address_2: address.lineTwo ?? '',
    city: address.city,
    state: state ?? address.state ?? '',
    postcode: address.postalCode,
    country: address.country.toUpperCase(),
    phone: PHONE.test(who.phoneNumber ?? '') ? (who.phoneNumber ?? '') : '',
  };
}

/** Body of `update-customer`. The e-mail goes with the billing address: coupons may be for certain ones. */
export function writeCustomer(
  { address, buyer }: Pick<QuoteRequest, 'address' | 'buyer'>,
  state?: string,
): object {
  if (address === undefined) return { billing_address: { email: buyer?.email ?? '' } };
  const written = writeAddress(address, buyer, state);
  const email = buyer?.email;
  return {
    shipping_address: written,
    billing_address: { ...written, ...(email !== undefined && { email }) },
  };
}
