import { refused, type Decoded } from '../common/decode/decoded';

/** Agents that moved on from older versions still send `items`. */
const usesItems = (body: unknown): body is { readonly items: unknown } =>
  typeof body === 'object' && body !== null && 'items' in body && !('line_items' in body);

/** Reads `items` as `line_items`, and names in an error the member the agent sent. */
export function readingItemsAlias<Command>(
  body: unknown,
  decode: (body: unknown) => Decoded<Command>,
): Decoded<Command> {
  if (!usesItems(body)) return decode(body);
  const { items, ...rest } = body;
  const result = decode({ ...rest, line_items: items });
  if (result.ok || result.error.param === undefined) return result;
  const sent = (text: string): string => text.replaceAll('$.line_items', '$.items');
  return refused({
    ...result.error,
    message: sent(result.error.message),
    param: sent(result.error.param),
  });
}
