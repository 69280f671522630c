import { z } from 'zod';
import { shortText } from './primitives';
import { contractRegistry } from './registry';

export const address = z
  .object({
    name: shortText,
    company: shortText.optional(),
    line_one: shortText,
    line_two: z.string().max(300).optional(),
    city: shortText,
    state: z.string().max(100).optional().describe('ISO 3166-2 subdivision without the country, e.g. CA'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .describe('ISO 3166-1 alpha-2'),
    postal_code: z.string().max(20),
    phone: z.string().max(50).optional(),
  })
  .register(contractRegistry, { id: 'Address' });

export type WireAddress = z.infer<typeof address>;
