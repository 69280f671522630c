import { createHash } from 'node:crypto';
import type { OptionId, QuoteRequest } from '@acp-hub/commerce';
import { z } from 'zod';

const state = z.object({
  /** The Cart-Token. */
  token: z.string(),
  /** Digests of what was put into the cart; buyer data is not repeated here. */
  items: z.string(),
  address: z.string(),
  /** The address's state as the shop writes it, which may be another code than the agent's. */
  state: z.string().optional(),
  /** Coupons in force, lower case. */
  coupons: z.array(z.string()),
  option: z.string().optional(),
});

/** What a quote's reference knows of its cart, so that the next one changes only what differs. */
export type CartState = z.infer<typeof state>;

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

export const itemsDigest = ({ items }: Pick<QuoteRequest, 'items'>): string =>
  digest(items.map(({ id, quantity }) => [id, quantity]));

/** Empty where the cart still stands at the shop's own address. */
export const addressDigest = ({ address, buyer }: Pick<QuoteRequest, 'address' | 'buyer'>): string =>
  address === undefined ? '' : digest([address, buyer]);

export const stateOf = (
  request: QuoteRequest,
  cart: {
    readonly token: string;
    readonly coupons: readonly string[];
    readonly option: OptionId | undefined;
    /** '' where the address has none. */
    readonly state: string;
  },
): CartState => ({
  token: cart.token,
  items: itemsDigest(request),
  address: addressDigest(request),
  ...(request.address !== undefined && cart.state !== '' && { state: cart.state }),
  coupons: cart.coupons.map((code) => code.toLowerCase()),
  ...(cart.option !== undefined && { option: cart.option }),
});

export const writeReference = (cart: CartState): string =>
  Buffer.from(JSON.stringify(cart)).toString('base64url');

/** `undefined` for what is not a reference of ours: a quote never needs one. */
export function readReference(reference: string | undefined): CartState | undefined {
  if (reference === undefined) return undefined;
  try {
    const parsed = state.safeParse(JSON.parse(Buffer.from(reference, 'base64url').toString()));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The session behind a token, which is a JWT that is made anew with every answer; names the cart for locks. */
export function cartOf(token: string): string {
  const session = z.object({ user_id: z.string(), exp: z.number().optional() });
  try {
    const claims = session.safeParse(
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()),
    );
    return claims.success ? claims.data.user_id : digest(token);
  } catch {
    return digest(token);
  }
}
