import { z } from 'zod';
import { uri } from '../common/wire/response-parts';

export const paymentHandler = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  spec: uri,
  requires_delegate_payment: z.boolean(),
  requires_pci_compliance: z.boolean(),
  psp: z.string(),
  config_schema: uri,
  instrument_schemas: z.array(uri),
  config: z.record(z.string(), z.unknown()),
});

/** From 2026-04-17 on a handler has a name for people and a place in the list. */
export const displayedPaymentHandler = paymentHandler.extend({
  display_name: z.string().optional(),
  display_order: z.int().optional(),
});

export const capabilities = z.strictObject({
  payment: z.strictObject({ handlers: z.array(paymentHandler) }).optional(),
  interventions: z
    .strictObject({
      supported: z.array(z.enum(['3ds', 'biometric', 'address_verification'])),
      required: z.array(z.enum(['3ds', 'biometric'])),
      enforcement: z.enum(['always', 'conditional', 'optional']).optional(),
    })
    .optional(),
  extensions: z
    .array(
      z.strictObject({
        name: z.string(),
        extends: z.array(z.string()).optional(),
        schema: uri.optional(),
        spec: uri.optional(),
      }),
    )
    .optional(),
});

export const displayedCapabilities = capabilities.extend({
  payment: z.strictObject({ handlers: z.array(displayedPaymentHandler) }).optional(),
});
