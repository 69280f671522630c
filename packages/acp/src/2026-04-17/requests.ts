import { z } from 'zod';
import { requestSchemas as before } from '../2026-01-30/requests';

const orderNotes = { order_notes: z.string().max(5000).nullish() };

/** Adds order notes and marketing consent to 2026-01-30. */
export const requestSchemas = {
  ...before,
  create: before.create.extend(orderNotes),
  update: before.update.extend(orderNotes),
  complete: before.complete.extend({
    ...orderNotes,
    marketing_consents: z.array(z.object({ channel: z.string(), opted_in: z.boolean() })).nullish(),
  }),
};
