import { z } from 'zod';

const id = z.string().min(1).max(64);

/** Which dead letters: named ones, or all of the merchant or of one of its agents. */
export const replayBody = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(1_000) }),
  z.strictObject({ all: z.literal(true), agent_id: id.optional() }),
]);
