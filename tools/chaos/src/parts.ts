/** What the harness can do, in the order it does it; `woocommerce` is some of `points` by itself. */
export const parts = ['points', 'woocommerce', 'random', 'disturb', 'sabotage'] as const;
export type Part = (typeof parts)[number];
