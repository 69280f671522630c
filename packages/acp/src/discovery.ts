import type { Currency } from '@acp-hub/commerce';
import { z } from 'zod';
import { compact } from './common/compact';
import { required } from './common/encode/required';
import { toUri } from './common/text-formats';
import { uri } from './common/wire/response-parts';
import { acpVersions, newestVersion } from './versions';
import type { SellerExtension } from './views';

const versionDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** `GET /.well-known/acp.json`. */
export const discoverySchema = z.strictObject({
  protocol: z.strictObject({
    name: z.literal('acp'),
    version: versionDate,
    supported_versions: z.array(versionDate),
    documentation_url: uri.optional(),
  }),
  api_base_url: uri,
  transports: z.array(z.enum(['rest', 'mcp'])),
  capabilities: z.strictObject({
    services: z.array(z.enum(['checkout', 'orders', 'delegate_payment', 'carts'])),
    extensions: z
      .array(z.strictObject({ name: z.string(), spec: uri.optional(), schema: uri.optional() }))
      .optional(),
    intervention_types: z.array(z.enum(['3ds', 'biometric', 'address_verification'])).optional(),
    supported_currencies: z.array(z.string().regex(/^[a-z]{3}$/)).optional(),
    supported_locales: z.array(z.string()).optional(),
  }),
});

export type DiscoveryDocument = z.infer<typeof discoverySchema>;

/** What a server as a whole can do; nothing of any merchant belongs here. */
export interface DiscoveryInput {
  readonly apiBaseUrl: string;
  readonly documentationUrl?: string;
  readonly services: readonly DiscoveryDocument['capabilities']['services'][number][];
  readonly transports?: readonly DiscoveryDocument['transports'][number][];
  readonly extensions?: readonly SellerExtension[];
  readonly interventions?: readonly ('3ds' | 'biometric' | 'address_verification')[];
  readonly currencies?: readonly Currency[];
  readonly locales?: readonly string[];
}

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** Agents append paths to the base URL, so it ends without a slash. @throws RangeError where the base URL is no http(s) URL. */
export const discoveryDocument = (input: DiscoveryInput): DiscoveryDocument => ({
  protocol: compact({
    name: 'acp' as const,
    version: newestVersion,
    supported_versions: [...acpVersions],
    documentation_url: toUri(input.documentationUrl),
  }),
  api_base_url: required(toUri(input.apiBaseUrl), 'apiBaseUrl').replace(/\/$/, ''),
  transports: unique(input.transports ?? ['rest']),
  capabilities: compact({
    services: unique(input.services),
    extensions: input.extensions?.map(({ name, spec, schema }) =>
      compact({ name, spec: toUri(spec), schema: toUri(schema) }),
    ),
    intervention_types: input.interventions && unique(input.interventions),
    supported_currencies: input.currencies && unique(input.currencies.map((code) => code.toLowerCase())),
    supported_locales: input.locales && unique(input.locales),
  }),
});
