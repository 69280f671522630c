import { discountExtension, type AcpCodec, type SellerCapabilities } from '@acp-hub/acp';
import { effectiveStatus, type CheckoutSession, type CheckoutStatus } from '@acp-hub/commerce';
import type { Answer } from '../checkout/ports';
import type { ContinueLinks } from '../checkout/continue-links';
import type { Connection } from '../connectors/connection';

/** A session as it was last written, and for what: a session that is read again is the same object. */
interface Written {
  readonly codec: AcpCodec;
  readonly connection: Connection;
  readonly status: CheckoutStatus;
  readonly body: string;
}

/** Writes a session as the whole authoritative state that every answer carries. */
export class SessionAnswers {
  readonly #written = new WeakMap<CheckoutSession, Written>();

  constructor(
    private readonly links: ContinueLinks,
    private readonly clock: { now(): Date },
  ) {}

  write(codec: AcpCodec, connection: Connection, session: CheckoutSession, status: number): Answer {
    const effective = effectiveStatus(session, this.clock.now());
    const before = this.#written.get(session);
    if (before?.codec === codec && before.connection === connection && before.status === effective) {
      return { status, body: before.body };
    }
    const body = this.#encode(codec, connection, { ...session, status: effective });
    this.#written.set(session, { codec, connection, status: effective, body });
    return { status, body };
  }

  #encode(codec: AcpCodec, connection: Connection, session: CheckoutSession): string {
    const continueUrl = this.links.of(connection, session);
    const view = {
      session,
      merchant: connection.merchant,
      seller: sellerOf(connection),
      ...(continueUrl === undefined ? {} : { continueUrl }),
    };
    return JSON.stringify(codec.encodeSession(view));
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
