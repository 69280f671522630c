/** What the harness can do, in the order it does it. */
export const parts = ['points', 'random', 'disturb', 'sabotage'] as const;
export type Part = (typeof parts)[number];
