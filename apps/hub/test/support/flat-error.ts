import { errorSchema } from '@acp-hub/acp';
import type { RawAnswer } from './raw-http';

/** The protocol's flat error in an answer. @throws Error that shows what came instead. */
export function flatErrorOf(answer: Pick<RawAnswer, 'status' | 'text'> & { headers?: unknown }) {
  let content: unknown;
  try {
    content = JSON.parse(answer.text);
  } catch {
    throw new Error(`${answer.status} carries no JSON: ${answer.text.slice(0, 300)}`);
  }
  const parsed = errorSchema.safeParse(content);
  if (!parsed.success)
    throw new Error(`${answer.status} is not the flat error: ${answer.text.slice(0, 300)}`);
  if (parsed.data.param !== undefined && !parsed.data.param.startsWith('$'))
    throw new Error(`param is no JSONPath: ${parsed.data.param}`);
  return parsed.data;
}
