import type { Preview } from '@acp-hub/feed-formats';

const LONGEST = 70;

export const previewJson = ({ before, after, verdict }: Preview): object => ({
  item_id: verdict.itemId,
  status: verdict.status,
  reasons: verdict.reasons,
  at_the_shop: before,
  in_the_feed: after,
});

/** An item as the feed tells it; where the shop says it otherwise, that stands behind. */
export function previewText({ before, after, verdict }: Preview): string {
  const lines = Object.entries(after).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const own = before[field];
    const was = own === undefined || words(own) === words(value) ? '' : `   (shop: ${short(words(own))})`;
    return [`  ${field.padEnd(26)} ${short(words(value))}${was}`];
  });
  const reasons = verdict.reasons.map(({ message, action }) => `  ! ${message} ${action}`);
  const status = verdict.status === 'excluded' ? 'kept out' : verdict.status.replaceAll('_', ' ');
  return [`${verdict.itemId}: ${status}`, ...lines, ...reasons].join('\n');
}

const words = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** An address is shown whole: its parameters are what a mapping adds. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST && !/^https?:/.test(line)
    ? `${Array.from(line).slice(0, LONGEST).join('')}…`
    : line;
}
