import { discountExtension, type AcpCodec, type SellerCapabilities } from '@acp-hub/acp';
import { effectiveStatus, type CheckoutSession } from '@acp-hub/commerce';
import type { Answer } from '../checkout/ports';
import type { ContinueLinks } from '../checkout/continue-links';
import type { Connection } from '../connectors/connection';

/** Writes a session as the whole authoritative state that every answer carries. */
export class SessionAnswers {
  constructor(
    private readonly links: ContinueLinks,
    private readonly clock: { now(): Date },
  ) {}

  write(codec: AcpCodec, connection: Connection, session: CheckoutSession, status: number): Answer {
    const shown = { ...session, status: effectiveStatus(session, this.clock.now()) };
    const continueUrl = this.links.of(connection, shown);
    const view = {
      session: shown,
      merchant: connection.merchant,
      seller: sellerOf(connection),
      ...(continueUrl === undefined ? {} : { continueUrl }),
    };
    return { status, body: JSON.stringify(codec.encodeSession(view)) };
  }
}

/** What agents are told a connection can do. */
export function sellerOf({ payment, mode }: Connection): SellerCapabilities {
  const { handler } = payment;
  return {
    paymentHandlers: [
      {
        id: handler.id,
        name: handler.name,
        displayName: handler.displayName,
        version: handler.version,
        spec: handler.specUrl,
        requiresDelegatePayment: handler.requiresDelegatePayment,
        requiresPciCompliance: handler.requiresPciCompliance,
        psp: handler.psp,
        configSchema: handler.configSchemaUrl,
        instrumentSchemas: handler.instrumentSchemaUrls,
        merchantId: handler.merchantId,
        stripeCompatible: handler.legacyProvider === 'stripe' || mode === 'test',
      },
    ],
    interventions: {
      supported: handler.supportsThreeDs ? ['3ds'] : [],
      required: [],
      enforcement: 'conditional',
    },
    extensions: [discountExtension],
  };
}
