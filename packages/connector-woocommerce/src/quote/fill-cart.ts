import type { QuoteRequest } from '@acp-hub/commerce';
import type { Shop } from '../shop/shop';
import { MOST_IN_BATCH, type CartAnswer, type CartWrite } from '../storefront/storefront';
import { addressFailure } from './address-failure';
import { writeCustomer } from './customer';
import type { FilledCart } from './filled-cart';
import { selectedOption, selectRates } from './shipping';
import { stateOfShop } from './states';
import { wantedOf, type WantedItem } from './wanted';
import { onceEach } from './coupons';

const addItem = ({ key, quantity }: WantedItem): CartWrite => ({
  action: 'add-item',
  body: {
    id: key.id,
    quantity,
    ...(key.choices.length > 0 && {
      variation: key.choices.map(([attribute, value]) => ({ attribute, value })),
    }),
  },
});

const applyCoupon = (code: string): CartWrite => ({ action: 'apply-coupon', body: { code } });

/** A new cart that holds the request: one call for the token and one for everything up to 25 changes. */
export async function fillNewCart(shop: Shop, request: QuoteRequest): Promise<FilledCart> {
  const { items } = wantedOf(request);
  const coupons = onceEach(request.coupons);
  const { cart: empty, token } = await shop.storefront.getCart();
  const writes: CartWrite[] = [
    ...items.map(addItem),
    ...customerOf(request),
    ...coupons.map(applyCoupon),
    ...(request.option === undefined ? [] : selectRates(request.option)),
  ];
  const answers = await writeAll(shop, token, writes);
  const filled: FilledCart = {
    token,
    cart: lastCart(answers) ?? empty,
    refusedItems: refusals(items, answers, ({ itemId }) => itemId),
    refusedCoupons: refusals(
      coupons,
      answers.slice(items.length + customerOf(request).length),
      (code) => code,
    ),
  };
  return settleOption(shop, request, await settleAddress(shop, request, filled, answers[items.length]));
}

export const customerOf = (request: QuoteRequest): CartWrite[] =>
  request.address === undefined ? [] : [{ action: 'update-customer', body: writeCustomer(request) }];

export async function writeAll(
  { storefront }: Shop,
  token: string,
  writes: readonly CartWrite[],
): Promise<readonly CartAnswer[]> {
  const answers: CartAnswer[] = [];
  for (let start = 0; start < writes.length; start += MOST_IN_BATCH)
    answers.push(...(await storefront.writeCart(token, writes.slice(start, start + MOST_IN_BATCH))));
  return answers;
}

export const lastCart = (answers: readonly CartAnswer[]) =>
  answers.findLast((answer) => answer.kind === 'cart')?.cart;

export function refusals<T, Key>(
  asked: readonly T[],
  answers: readonly CartAnswer[],
  keyOf: (entry: T) => Key,
): Map<Key, Extract<CartAnswer, { kind: 'refused' }>> {
  return new Map(
    asked.flatMap((entry, index) => {
      const answer = answers[index];
      return answer?.kind === 'refused' ? [[keyOf(entry), answer] as const] : [];
    }),
  );
}

/** An address refused for its state is sent once more with the state as the shop writes it. */
export async function settleAddress(
  shop: Shop,
  request: QuoteRequest,
  filled: FilledCart,
  answer: CartAnswer | undefined,
): Promise<FilledCart> {
  const { address } = request;
  if (address === undefined || answer?.kind !== 'refused') return filled;
  const state =
    address.state === undefined ? undefined : await stateOfShop(shop.rest, address.country, address.state);
  if (state === undefined || state === address.state) throw addressFailure(answer);
  const again: CartWrite[] = [
    { action: 'update-customer', body: writeCustomer(request, state) },
    ...(request.option === undefined ? [] : selectRates(request.option, filled.cart.shipping_rates)),
  ];
  const answers = await writeAll(shop, filled.token, again);
  const [customer] = answers;
  if (customer?.kind === 'refused') throw addressFailure(customer);
  return { ...filled, cart: lastCart(answers) ?? filled.cart };
}

/**
 * Plugins that split a cart name the packages as they like: then the rates are chosen again by those names.
 * @param always also where the names are the usual ones, so that the option was not asked for yet.
 */
export async function settleOption(
  shop: Shop,
  { option }: Pick<QuoteRequest, 'option'>,
  filled: FilledCart,
  { always }: { readonly always: boolean } = { always: false },
): Promise<FilledCart> {
  const { shipping_rates: packages } = filled.cart;
  const asked = packages.every(({ package_id }, index) => String(package_id) === String(index)) && !always;
  if (option === undefined || asked || selectedOption(filled.cart) === option) return filled;
  const answers = await writeAll(shop, filled.token, selectRates(option, packages));
  return { ...filled, cart: lastCart(answers) ?? filled.cart };
}
