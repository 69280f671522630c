import { z } from 'zod';

/** The named schemas of the contract: each becomes a component of the OpenAPI document. */
export const contractRegistry = z.registry<{ id: string }>();
