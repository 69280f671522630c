import type {
  AgentCapabilities,
  Buyer,
  Intervention,
  ItemRequest,
  PaymentInstruction,
  RiskSignals,
} from '@acp-hub/commerce';
import type { z } from 'zod';
import { compact } from '../common/compact';
import { decodeAddress } from '../common/decode/buyer';
import type { Decoded } from '../common/decode/decoded';
import { decodeItems } from '../common/decode/items';
import type {
  agentCapabilities,
  lineItems,
  modernBuyer,
  paymentDataRequest,
  riskSignalsRequest,
} from './requests';

export const decodeLineItems = (wire: z.output<typeof lineItems>): Decoded<readonly ItemRequest[]> =>
  decodeItems(
    wire.map(({ id, quantity, item }, index) => ({
      id: item?.id ?? id,
      quantity: quantity ?? item?.quantity ?? 1,
      path: ['line_items', index, 'quantity'],
    })),
  );

export const decodeModernBuyer = (wire: z.output<typeof modernBuyer>): Buyer =>
  compact({
    firstName: wire.first_name,
    lastName: wire.last_name,
    fullName: wire.full_name,
    email: wire.email,
    phoneNumber: wire.phone_number,
    customerId: wire.customer_id,
    accountType: wire.account_type,
    authenticationStatus: wire.authentication_status,
    company: wire.company
      ? compact({
          name: wire.company.name,
          taxId: wire.company.tax_id,
          department: wire.company.department,
          costCenter: wire.company.cost_center,
        })
      : undefined,
    loyalty: wire.loyalty
      ? compact({
          tier: wire.loyalty.tier,
          pointsBalance: wire.loyalty.points_balance,
          memberSince: wire.loyalty.member_since,
        })
      : undefined,
    taxExemption: wire.tax_exemption
      ? compact({
          certificateId: wire.tax_exemption.certificate_id,
          certificateType: wire.tax_exemption.certificate_type,
          exemptRegions: wire.tax_exemption.exempt_regions,
          expiresAt: wire.tax_exemption.expires_at,
        })
      : undefined,
  });

const known = <Value extends string>(
  values: readonly Value[],
  text: string | null | undefined,
): Value | undefined => values.find((value) => value === text);

const interventions: readonly Intervention[] = ['3ds', 'biometric', 'address_verification'];

/** Keeps what the hub knows of what the agent can do and drops the rest. */
export function decodeCapabilities(wire: z.output<typeof agentCapabilities>): AgentCapabilities {
  const said = wire.interventions;
  const handlers = wire.payment?.handlers?.map(({ id }) => id) ?? [];
  return compact({
    interventions: said
      ? compact({
          supported: interventions.filter((intervention) => said.supported?.includes(intervention)),
          displayContext: known(['native', 'webview', 'modal', 'redirect'], said.display_context),
          redirectContext: known(['in_app', 'external_browser', 'none'], said.redirect_context),
          maxRedirects: said.max_redirects,
          maxInteractionDepth: said.max_interaction_depth,
        })
      : undefined,
    extensions: wire.extensions?.map((entry) => (typeof entry === 'string' ? entry : entry.name)),
    paymentHandlers: handlers.length > 0 ? handlers : undefined,
  });
}

export const decodePayment = (wire: z.output<typeof paymentDataRequest>): PaymentInstruction =>
  compact({
    token: wire.instrument.credential.token,
    handlerId: wire.handler_id,
    instrumentType: wire.instrument.type,
    billingAddress: wire.billing_address ? decodeAddress(wire.billing_address) : undefined,
  });

export const decodeRiskSignals = (wire: z.output<typeof riskSignalsRequest>): RiskSignals =>
  compact({
    ipAddress: wire.ip_address,
    userAgent: wire.user_agent,
    acceptLanguage: wire.accept_language,
    sessionId: wire.session_id,
    deviceFingerprint: wire.device_fingerprint,
  });
