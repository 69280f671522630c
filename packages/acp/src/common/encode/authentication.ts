import type { AuthenticationMetadata, RiskSignals } from '@acp-hub/commerce';
import { compact } from '../compact';

/** EMV 3DS and the protocol's schema allow 40 characters. */
const MERCHANT_NAME_LENGTH = 40;

const flowPreference = (preference: NonNullable<AuthenticationMetadata['flowPreference']>) =>
  preference.type === 'challenge'
    ? { type: 'challenge' as const, challenge: compact({ type: preference.challenge }) }
    : { type: 'frictionless' as const, frictionless: compact({ type: preference.frictionless }) };

export const encodeAuthentication = ({
  acquirer,
  directoryServer,
  flowPreference: preference,
}: AuthenticationMetadata) =>
  compact({
    acquirer_details: compact({
      acquirer_bin: acquirer.bin,
      acquirer_country: acquirer.country,
      acquirer_merchant_id: acquirer.merchantId,
      merchant_name: [...acquirer.merchantName].slice(0, MERCHANT_NAME_LENGTH).join(''),
      requestor_id: acquirer.requestorId,
    }),
    directory_server: directoryServer,
    flow_preference: preference ? flowPreference(preference) : undefined,
  });

const fitting = (text: string | undefined, length: number, otherwise: string): string =>
  text !== undefined && text.length <= length ? text : otherwise;

/**
 * With the `channel` that versions up to 2026-01-30 require. The seller knows of the browser only what the agent's
 * risk signals say; the rest are neutral values, for the agent knows the real ones.
 */
export const encodeAuthenticationWithChannel = (
  metadata: AuthenticationMetadata,
  signals: RiskSignals | undefined,
) => ({
  ...encodeAuthentication(metadata),
  channel: {
    type: 'browser' as const,
    browser: {
      accept_header: '*/*',
      ip_address: fitting(signals?.ipAddress, 45, '0.0.0.0'),
      javascript_enabled: false,
      language: fitting(signals?.acceptLanguage?.split(',')[0], 35, 'en'),
      user_agent: signals?.userAgent ?? '',
    },
  },
});
