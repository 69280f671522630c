import type { PaymentError } from '@acp-hub/payment';
import type { Connections } from '../connectors/connection';
import type { MoneyHints } from '../payments/refunds/ports';
import type { IngressOutcome } from './accept-platform-event';
import type { PaymentEventTargets, PlatformEvents } from './ports';

/** A delivery as it arrived; the signature covers the raw bytes. */
export interface PaymentEventRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Takes a payment provider's report as a hint: verified, known once, and looked into later by a worker. */
export class AcceptPaymentEvent {
  constructor(
    private readonly targets: PaymentEventTargets,
    private readonly events: PlatformEvents,
    private readonly connections: Connections,
    private readonly hints: MoneyHints,
  ) {}

  async execute(ingressId: string, { headers, body }: PaymentEventRequest): Promise<IngressOutcome> {
    const target = await this.targets.findPaymentTarget(ingressId);
    if (target === undefined) return 'unknown';
    const { payment } = await this.connections.open(target.tenantId, target.connectionId);
    const { account, providerId } = payment;
    if (account.parseWebhook === undefined) return 'unknown';
    const event = await account.parseWebhook({ headers: withoutGaps(headers), body });
    if (!event.ok) return outcomeOf(event.error);
    const eventId = `${providerId}/${event.value.id}`;
    if (await this.events.isKnown(target, eventId)) return 'duplicate';
    const looks = await Promise.all(
      event.value.paymentIds.map((id) => this.hints.lookAt(target.tenantId, providerId, id)),
    );
    // Noted before it is remembered: a report that fails in between comes again.
    await this.events.remember(target, eventId);
    return looks.includes('noted') ? 'accepted' : 'ignored';
  }
}

function outcomeOf(error: PaymentError): IngressOutcome {
  switch (error.kind) {
    case 'rejected':
      return error.reason === 'signature_invalid' ? 'not_authentic' : 'malformed';
    case 'config':
    case 'auth':
    case 'transient':
    case 'rate_limited':
    case 'unsupported':
      return 'not_ready';
  }
}

const withoutGaps = (headers: PaymentEventRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
