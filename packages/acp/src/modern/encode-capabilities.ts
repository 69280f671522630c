import type { NegotiatedCapabilities } from '../capabilities';
import { compact } from '../common/compact';
import { required } from '../common/encode/required';
import { toUri } from '../common/text-formats';
import type { PaymentHandler } from '../payment-handler';
import type { SellerExtension } from '../views';

const uri = (text: string): string => required(toUri(text), 'A URL of a payment handler');

export const encodeHandler = (handler: PaymentHandler) => ({
  id: handler.id,
  name: handler.name,
  version: handler.version,
  spec: uri(handler.spec),
  requires_delegate_payment: handler.requiresDelegatePayment,
  requires_pci_compliance: handler.requiresPciCompliance,
  psp: handler.psp,
  config_schema: uri(handler.configSchema),
  instrument_schemas: handler.instrumentSchemas.map(uri),
  config: { ...handler.config, merchant_id: handler.merchantId, psp: handler.psp },
});

/** From 2026-04-17 on. */
export const encodeDisplayedHandler = (handler: PaymentHandler) => ({
  ...encodeHandler(handler),
  ...compact({ display_name: handler.displayName, display_order: handler.displayOrder }),
});

const encodeExtension = (extension: SellerExtension) =>
  compact({
    name: extension.name,
    extends: extension.extends && [...extension.extends],
    schema: toUri(extension.schema),
    spec: toUri(extension.spec),
  });

export const encodeCapabilities = <WireHandler>(
  { paymentHandlers, interventions, extensions }: NegotiatedCapabilities,
  encode: (handler: PaymentHandler) => WireHandler,
) => ({
  payment: { handlers: paymentHandlers.map(encode) },
  ...compact({
    interventions: interventions && {
      ...interventions,
      supported: [...interventions.supported],
      required: [...interventions.required],
    },
    extensions: extensions?.map(encodeExtension),
  }),
});
