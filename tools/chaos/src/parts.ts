/** What the harness can do, in the order it does it; `woocommerce` only where it is asked for. */
export const parts = ['points', 'woocommerce', 'random', 'disturb', 'sabotage'] as const;
export type Part = (typeof parts)[number];
