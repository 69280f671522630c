export type Intervention = '3ds' | 'biometric' | 'address_verification';

/** What the agent said it can do; unknown values are dropped on the way in. */
export interface AgentCapabilities {
  /** Absent: the agent said nothing (older protocol versions cannot). */
  readonly interventions?: {
    readonly supported: readonly Intervention[];
    readonly displayContext?: 'native' | 'webview' | 'modal' | 'redirect';
    readonly redirectContext?: 'in_app' | 'external_browser' | 'none';
    readonly maxRedirects?: number;
    readonly maxInteractionDepth?: number;
  };
  readonly extensions?: readonly string[];
  /** Ids of the payment handlers the agent can use; absent means any. */
  readonly paymentHandlers?: readonly string[];
}
