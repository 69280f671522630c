import { z } from 'zod';

/** An id as the hub makes them, e.g. `out_…`. */
export const id = z.string().regex(/^\w{1,64}$/, 'This is no id');

/** Which dead letters: named ones, or all of the merchant or of one of its agents. */
export const replayBody = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(1_000) }),
  z.strictObject({ all: z.literal(true), agent_id: id.optional() }),
]);
