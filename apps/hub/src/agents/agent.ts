/** Which documentation an agent was built from, where they differ (docs/agent-profiles.md). */
export type AgentProfile = 'spec' | 'openai' | 'legacy';

/** Whether money is real; fixed for tokens, connections, sessions and orders, and never mixed. */
export type Mode = 'test' | 'live';

/** Who is calling: everything a bearer token stands for. */
export interface Agent {
  readonly tenantId: string;
  readonly agentId: string;
  readonly connectionId: string;
  readonly mode: Mode;
  readonly profile: AgentProfile;
  readonly signature: {
    readonly policy: 'off' | 'optional' | 'required';
    readonly secret?: string;
    /** The one before, which is accepted beside it until then. */
    readonly former?: { readonly secret: string; readonly until: Date };
  };
}
