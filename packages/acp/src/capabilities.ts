import type { AgentCapabilities, Intervention, Message } from '@acp-hub/commerce';
import type { PaymentHandler } from './payment-handler';
import type { SellerCapabilities, SellerExtension } from './views';

/** What agent and seller can both do, and what stands against the sale. */
export interface NegotiatedCapabilities {
  readonly paymentHandlers: readonly PaymentHandler[];
  /** Absent where the agent said nothing of interventions. */
  readonly interventions?: {
    readonly supported: readonly Intervention[];
    readonly required: readonly ('3ds' | 'biometric')[];
    readonly enforcement?: 'always' | 'conditional' | 'optional';
  };
  /** Absent where they share none: an empty list would match both forms of the official schema, which allows one. */
  readonly extensions?: readonly SellerExtension[];
  /** One error for each required intervention that the agent lacks. */
  readonly messages: readonly Message[];
}

/** `discount@2026-01-27` names the extension `discount`. */
const withoutVersion = (extension: string): string => extension.replace(/@\d{4}-\d{2}-\d{2}$/, '');

export const agentHasExtension = (agent: AgentCapabilities, name: string): boolean =>
  agent.extensions?.some((extension) => withoutVersion(extension) === name) ?? false;

const missingIntervention = (intervention: Intervention): Message => ({
  type: 'error',
  code: 'intervention_required',
  param: '$.capabilities.interventions.supported',
  content: `This seller requires the intervention "${intervention}", which the agent does not support.`,
  contentType: 'plain',
  resolution: 'requires_buyer_review',
});

/** The intersection that an answer shows (RFC capability_negotiation §4). */
export function negotiateCapabilities(
  agent: AgentCapabilities,
  seller: SellerCapabilities,
): NegotiatedCapabilities {
  const handlers = seller.paymentHandlers.filter(({ id }) => agent.paymentHandlers?.includes(id) ?? true);
  const shared = seller.extensions.filter(({ name }) => agentHasExtension(agent, name));
  const extensions = shared.length > 0 ? { extensions: shared } : {};
  const said = agent.interventions?.supported;
  if (said === undefined) return { paymentHandlers: handlers, ...extensions, messages: [] };
  const { supported, required, enforcement } = seller.interventions;
  return {
    paymentHandlers: handlers,
    interventions: {
      supported: supported.filter((intervention) => said.includes(intervention)),
      required,
      ...(enforcement === undefined ? {} : { enforcement }),
    },
    ...extensions,
    messages: required.filter((intervention) => !said.includes(intervention)).map(missingIntervention),
  };
}
