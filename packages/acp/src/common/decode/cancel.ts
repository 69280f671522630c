import type { CancelCheckout, IntentReason } from '@acp-hub/commerce';
import { compact } from '../compact';
import { cancelRequest } from '../wire/request-parts';
import { decoded, parseBody, type Decoded } from './decoded';

const reasons: readonly string[] = [
  'price_sensitivity',
  'shipping_cost',
  'shipping_speed',
  'product_fit',
  'trust_security',
  'returns_policy',
  'payment_options',
  'comparison',
  'timing_deferred',
  'other',
] satisfies IntentReason[];

const isReason = (code: string | null | undefined): code is IntentReason => reasons.includes(code ?? '');

const MAX_SUMMARY = 500;

/** Cuts between characters, never within a surrogate pair. */
const firstCharacters = (text: string | undefined, count: number): string | undefined =>
  text === undefined ? undefined : [...text].slice(0, count).join('');

/** A cancel may come without any body; an unknown reason is `other`, a summary too long is cut. */
export function decodeCancel(body: unknown): Decoded<CancelCheckout> {
  if (body === undefined || body === null) return decoded({});
  const parsed = parseBody(cancelRequest, body);
  if (!parsed.ok) return parsed;
  const trace = parsed.data.intent_trace;
  if (!trace) return decoded({});
  return decoded({
    intentTrace: compact({
      reasonCode: isReason(trace.reason_code) ? trace.reason_code : ('other' as const),
      traceSummary: firstCharacters(trace.trace_summary ?? undefined, MAX_SUMMARY),
      metadata: trace.metadata,
    }),
  });
}
