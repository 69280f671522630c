import { z } from 'zod';

/** One webhook as it arrived. Header names are in lower case. */
export const received = z.object({
  /** Counts up by one, over restarts too. */
  sequence: z.number().int(),
  /** The name as it stands in the webhook's path. */
  agent: z.string(),
  received_at: z.string(),
  headers: z.record(z.string(), z.string()),
  /** The raw body, exactly as signed. */
  body: z.string(),
});

export type Received = z.infer<typeof received>;
