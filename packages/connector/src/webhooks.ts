/** A request as it arrived at the hub's ingress. */
export interface WebhookRequest {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The exact bytes the signature covers. */
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/** What a webhook hints at; the hub reads a fresh snapshot before it believes anything. */
export interface PlatformEvent {
  /** The platform's delivery id, or a digest of the body; duplicates share it. */
  readonly id: string;
  readonly subject:
    | { readonly kind: 'order'; readonly platformOrderId: string }
    | { readonly kind: 'product'; readonly productId: string }
    /** Understood and of no interest: a ping, a test. */
    | { readonly kind: 'none' };
}
