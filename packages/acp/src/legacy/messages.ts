import type { ErrorCode, Message } from '@acp-hub/commerce';
import type { z } from 'zod';
import { encodeMessageContent } from '../common/encode/message-content';
import type { legacyMessage } from './responses';

type WireMessage = z.infer<typeof legacyMessage>;
type WireErrorCode = Extract<WireMessage, { type: 'error' }>['code'];

/** The first six codes stay; later ones become `out_of_stock` or `invalid`. */
function legacyErrorCode(code: ErrorCode): WireErrorCode {
  switch (code) {
    case 'missing':
    case 'invalid':
    case 'out_of_stock':
    case 'payment_declined':
    case 'requires_sign_in':
    case 'requires_3ds':
      return code;
    case 'low_stock':
    case 'quantity_exceeded':
      return 'out_of_stock';
    case 'coupon_invalid':
    case 'coupon_expired':
    case 'minimum_not_met':
    case 'maximum_exceeded':
    case 'region_restricted':
    case 'age_verification_required':
    case 'approval_required':
    case 'unsupported':
    case 'not_found':
    case 'conflict':
    case 'rate_limited':
    case 'expired':
    case 'intervention_required':
      return 'invalid';
  }
}

/** A path into the newest session, as one into a session of this version; `undefined` where it has no such place. */
export type ParamTranslation = (param: string) => string | undefined;

export const legacyParam: ParamTranslation = (param) =>
  /^\$\.(?:discounts|capabilities)\b/.test(param)
    ? undefined
    : param.replace(/^(\$\.line_items\[\d+\])\.quantity$/, '$1.item.quantity');

/** 2025-09-29 knows an address and the id of an option, where later versions have objects. */
export const oldestParam: ParamTranslation = (param) => {
  if (param.startsWith('$.selected_fulfillment_options')) return '$.fulfillment_option_id';
  if (param.startsWith('$.fulfillment_details.address'))
    return param.replace('$.fulfillment_details.address', '$.fulfillment_address');
  return param.startsWith('$.fulfillment_details') ? undefined : legacyParam(param);
};

/** Warnings become infos. */
export function encodeLegacyMessage(message: Message, translate: ParamTranslation): WireMessage {
  const { param, ...rest } = encodeMessageContent(message);
  const translated = param === undefined ? undefined : translate(param);
  const content = { ...(translated === undefined ? {} : { param: translated }), ...rest };
  switch (message.type) {
    case 'info':
    case 'warning':
      return { type: 'info', ...content };
    case 'error':
      return { type: 'error', code: legacyErrorCode(message.code), ...content };
  }
}
