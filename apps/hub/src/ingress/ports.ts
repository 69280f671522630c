import type { Connector } from '@acp-hub/connector';

/** A connection as found by the random id in its ingress address. */
export interface IngressTarget {
  readonly tenantId: string;
  readonly connectionId: string;
}

/** Who may report what, and what was reported before. */
export interface PlatformEvents {
  findTarget(ingressId: string): Promise<IngressTarget | undefined>;
  isKnown(target: IngressTarget, eventId: string): Promise<boolean>;
  /** Remembering twice is no error. */
  remember(target: IngressTarget, eventId: string): Promise<void>;
}

export interface ConsentTarget {
  readonly connector: Connector;
  /** As stored. */
  readonly config: unknown;
}

/** What a connection that waits for its merchant's consent was set up with. */
export interface ConsentTargets {
  find(target: IngressTarget): Promise<ConsentTarget | undefined>;
}

/** Whose payments an address reports; a connection has one for its platform and another for its provider. */
export interface PaymentEventTargets {
  findPaymentTarget(ingressId: string): Promise<IngressTarget | undefined>;
}

/** Takes note of a product that may have changed. */
export interface ReportedProducts {
  note(target: IngressTarget, productId: string): Promise<void>;
}
