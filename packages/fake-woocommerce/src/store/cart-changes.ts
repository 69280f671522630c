import type { Books } from '../books/books';
import { findCoupon } from '../books/coupons';
import type { Cart } from '../books/records/carts';
import { RestFailure, type JsonObject } from '../rest/rest';
import { invalid, type Complaint } from '../rest/schema';
import { addressComplaint, isEmail, readAddress } from './addresses';
import { couponSentence } from './validated';

export function withCoupon(books: Books, cart: Cart, given: string): Cart {
  const refuse = (message: string) => new RestFailure(400, 'woocommerce_rest_cart_coupon_error', message);
  const code = given.toLowerCase();
  if (code === '' || cart.coupons.includes(code))
    throw refuse(`Coupon code &quot;${code}&quot; has already been applied.`);
  const sentence = couponSentence(books, cart, code);
  if (sentence !== undefined) throw refuse(sentence);
  const isAlone = findCoupon(books, code)?.individualUse === true;
  return { ...cart, coupons: isAlone ? [code] : [...cart.coupons, code] };
}

/** @throws RestFailure for what is no address; an e-mail that is none is forgotten instead. */
export function withCustomer(cart: Cart, values: JsonObject): Cart {
  const billing = readAddress(cart.billing, values['billing_address']);
  const shippingAddress = readAddress(cart.shippingAddress, values['shipping_address']);
  const complaints: (readonly [string, Complaint])[] = [];
  for (const [name, address] of [
    ['billing_address', billing],
    ['shipping_address', shippingAddress],
  ] as const) {
    const complaint = values[name] === undefined ? undefined : addressComplaint(address);
    if (complaint !== undefined) complaints.push([name, complaint]);
  }
  if (complaints.length > 0) throw invalid(complaints);
  return {
    ...cart,
    billing: { ...billing, email: isEmail(billing.email) ? billing.email : '' },
    shippingAddress,
  };
}
