import type { AffiliateAttribution } from '@acp-hub/commerce';
import type { z } from 'zod';
import { acpError } from '../../error';
import { compact } from '../compact';
import { jsonPath } from '../json-path';
import type { affiliateRequest } from '../wire/request-parts';
import { decoded, refused, type Decoded } from './decoded';

const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]+/;
/** A number as people write it, with a leading plus or separators: bare digits are ids. */
const PHONE = /^\s*(?:\+\d[\d\s().-]{6,18}\d|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})\s*$/;
const PERSONAL_NAME =
  /(?:^|_)(?:e_?mail|phone|ssn|address|first_?name|last_?name|full_?name|date_of_birth|dob)(?:_|$)/i;

/** Where an attribution plainly names a person (RFC affiliate_attribution §6.2). The url of a source may carry `@`. */
function personalDataPath(wire: z.output<typeof affiliateRequest>): readonly string[] | undefined {
  const { metadata, ...fields } = wire;
  const texts: [readonly string[], unknown][] = [
    ...Object.entries(fields).map(([name, value]): [readonly string[], unknown] => [[name], value]),
    ...Object.entries(metadata ?? {}).map(([name, value]): [readonly string[], unknown] => [
      ['metadata', name],
      value,
    ]),
  ];
  const found = texts.find(
    ([path, value]) =>
      (path.length > 1 && PERSONAL_NAME.test(path.at(-1) ?? '')) ||
      (typeof value === 'string' && (EMAIL.test(value) || PHONE.test(value))),
  );
  return found?.[0];
}

/** An empty text attributes nothing to anybody. */
const isBlank = (text: string | null | undefined): boolean => (text ?? '').trim() === '';

/** @param touchpoint what the moment stands for where the agent does not say: create is first touch, complete last */
export function decodeAffiliate(
  wire: z.output<typeof affiliateRequest> | null | undefined,
  touchpoint: 'first' | 'last',
): Decoded<AffiliateAttribution | undefined> {
  if (!wire) return decoded(undefined);
  const root = 'affiliate_attribution';
  if (isBlank(wire.provider)) {
    const param = jsonPath([root, 'provider']);
    return refused(acpError('missing', `${param} must name the provider of the attribution.`, { param }));
  }
  if (isBlank(wire.token) && isBlank(wire.publisher_id)) {
    const param = jsonPath([root, 'token']);
    return refused(acpError('missing', `$.${root} needs token or publisher_id beside provider.`, { param }));
  }
  const personal = personalDataPath(wire);
  if (personal !== undefined) {
    return refused(
      acpError('pii_not_allowed', `$.${root} must not contain personal data; send opaque ids.`, {
        param: jsonPath([root, ...personal]),
      }),
    );
  }
  return decoded(
    compact({
      provider: wire.provider,
      token: wire.token,
      publisherId: wire.publisher_id,
      campaignId: wire.campaign_id,
      creativeId: wire.creative_id,
      subId: wire.sub_id,
      source: wire.source ? compact(wire.source) : undefined,
      issuedAt: wire.issued_at,
      expiresAt: wire.expires_at,
      metadata: wire.metadata,
      touchpoint: wire.touchpoint ?? touchpoint,
    }),
  );
}
