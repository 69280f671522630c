import { createHash } from 'node:crypto';
import type { PlatformEvent, WebhookRequest } from '@acp-hub/connector';
import type { Connections } from '../connectors/connection';
import type { RefreshQueue } from '../orders/ports';
import type { IngressTarget, PlatformEvents, ReportedProducts } from './ports';

export type IngressOutcome =
  | 'accepted'
  /** The merchant let the hub in, and its key is kept. */
  | 'let_in'
  | 'duplicate'
  /** Authentic, and about nothing the hub follows. */
  | 'ignored'
  | 'not_authentic'
  /** Authentic, and of no use: not what this address takes. */
  | 'malformed'
  /** The connection lacks what it takes to verify a report; it may come again. */
  | 'not_ready'
  /** No such address, or a platform that reports nothing. */
  | 'unknown';

/** Takes a platform's report as a hint: verified, known once, and looked into later by a job. */
export class AcceptPlatformEvent {
  constructor(
    private readonly events: PlatformEvents,
    private readonly connections: Connections,
    private readonly queue: RefreshQueue,
    private readonly products: ReportedProducts,
  ) {}

  async execute(ingressId: string, request: WebhookRequest): Promise<IngressOutcome> {
    const target = await this.events.findTarget(ingressId);
    if (target === undefined) return 'unknown';
    const { platform } = await this.connections.open(target.tenantId, target.connectionId);
    if (platform.store.parseWebhook === undefined) return 'unknown';
    const event = platform.store.parseWebhook(request);
    if (event === undefined) return 'not_authentic';
    if (event.subject.kind === 'none') return 'ignored';
    if (await this.events.isKnown(target, event.id)) return 'duplicate';
    // Queued before it is remembered: a report that fails in between comes again and is queued once all the same.
    await this.#queue(target, event);
    await this.events.remember(target, event.id);
    return 'accepted';
  }

  async #queue(target: IngressTarget, { id, subject }: PlatformEvent): Promise<void> {
    switch (subject.kind) {
      case 'order': {
        const reason = createHash('sha256').update(`${target.connectionId}/${id}`).digest('hex');
        return this.queue.refreshSoon({ ...target, platformOrderId: subject.platformOrderId }, reason);
      }
      case 'product':
        return this.products.note(target, subject.productId);
      case 'none':
        return;
    }
  }
}
