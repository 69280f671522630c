import { z } from 'zod';

/** What WordPress says of itself to everybody. */
export const site = z.object({
  name: z.string().catch(''),
  /** e.g. `wc/v3`, `wc/store/v1`, and those of plugins. */
  namespaces: z.array(z.string()),
});

export type Site = z.infer<typeof site>;
