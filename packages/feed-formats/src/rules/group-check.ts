import type { FeedItem } from '../mapping/feed-item';
import { reason } from './reason';
import type { Reason } from './verdict';

const namesOf = ({ options }: FeedItem): string =>
  options
    .map(({ name }) => name)
    .sort()
    .join('\u0000');

const choiceOf = ({ options }: FeedItem): string =>
  options
    .map(({ name, value }) => `${name}\u0000${value}`)
    .sort()
    .join('\u0001');

/** What most of the variants do is what the others differ from; the first wins a tie. */
function usual(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** What is wrong with each variant as one of its group; nothing for a product of one. */
export function checkGroup(items: readonly FeedItem[], field: string): (Reason | undefined)[] {
  if (items.length < 2) return [];
  const names = items.map(namesOf);
  const usualNames = usual(names);
  const seen = new Set<string>();
  return items.map((item, index) => {
    const choice = choiceOf(item);
    const isRepeated = seen.has(choice);
    seen.add(choice);
    if (item.id === item.groupId) return reason('group_id_is_item_id', field, 'error');
    if (item.options.length === 0) return reason('options_missing', field, 'error');
    if (isRepeated) return reason('options_repeat', field, 'error');
    if (names[index] !== usualNames)
      return reason('options_differ', field, 'warning', item.options.map(({ name }) => name).join(', '));
    return undefined;
  });
}
