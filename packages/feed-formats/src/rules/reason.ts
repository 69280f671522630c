import { FIELD_LABELS, REASON_TEXTS } from './reason-texts.data';
import type { Reason, ReasonCode } from './verdict';

const LONGEST_DETAIL = 80;

/** Fields of the formats whose attribute a mapping can name. */
const MAPPED = new Set(['brand', 'gtin', 'mpn', 'color', 'size', 'material', 'gender', 'age_group']);

const shortened = (detail: string): string =>
  detail.length > LONGEST_DETAIL ? `${detail.slice(0, LONGEST_DETAIL)}…` : detail;

export function reason(
  code: ReasonCode,
  field: string,
  severity: Reason['severity'],
  detail: string | number = '',
): Reason {
  const fill = (text: string): string =>
    text
      .replaceAll('{field}', () => FIELD_LABELS[field] ?? field.replaceAll('_', ' '))
      .replaceAll('{mapping}', () => (MAPPED.has(field) ? ', or name in the mapping where it stands' : ''))
      .replaceAll('{detail}', () => shortened(String(detail)));
  const { message, action } = REASON_TEXTS[code];
  return { code, field, severity, message: fill(message), action: fill(action) };
}
