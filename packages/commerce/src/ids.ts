declare const idBrand: unique symbol;
type Id<Name extends string> = string & { readonly [idBrand]: Name };

/** `cs_…`: a checkout session of the hub. */
export type SessionId = Id<'session'>;
/** `ord_…`: an order of the hub. */
export type OrderId = Id<'order'>;
/** The platform's own stable id of something that can be bought; minted by a connector, unique in a store. */
export type ItemId = Id<'item'>;
/** The id of a line, in sessions and in the order made from them. */
export type LineId = Id<'line'>;
/** The platform's id of a fulfilment option, as it takes it back. */
export type OptionId = Id<'option'>;

export const sessionId = (value: string): SessionId => value as SessionId;
export const orderId = (value: string): OrderId => value as OrderId;
export const itemId = (value: string): ItemId => value as ItemId;
export const optionId = (value: string): OptionId => value as OptionId;

/** A session has one line an item, so that a line keeps its id through every update. */
export const lineIdOf = (item: ItemId): LineId => `li_${item}` as unknown as LineId;
