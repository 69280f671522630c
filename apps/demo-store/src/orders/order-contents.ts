import type { WireOrder } from '@acp-hub/store-contract';

export interface Units {
  readonly id: string;
  readonly quantity: number;
}

/** What was bought. */
export const unitsOf = (lines: WireOrder['lines']): Units[] =>
  lines.map(({ item, quantity }) => ({ id: item.id, quantity }));

/** The codes an order used. */
export const couponsOf = ({ discounts }: WireOrder): string[] => discounts.flatMap(({ code }) => code ?? []);
