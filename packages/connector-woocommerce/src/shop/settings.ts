import { z } from 'zod';
import type { RestApi } from '../rest/rest-api';
import { unexpected } from '../rest/refusal';

const settings = z.array(z.object({ id: z.string(), value: z.unknown() }));

/** One group of the shop's settings, by their ids; values are text, `yes` and `no` for switches. */
export async function readSettings(
  rest: RestApi,
  group: 'general' | 'tax' | 'products',
): Promise<ReadonlyMap<string, string>> {
  const answer = await rest.call({
    method: 'GET',
    path: `settings/${group}`,
    query: { _fields: 'id,value' },
    answer: settings,
  });
  if (answer.kind === 'refused') throw unexpected(`its ${group} settings`, answer);
  return new Map(
    answer.value.flatMap(({ id, value }) => (typeof value === 'string' ? [[id, value] as const] : [])),
  );
}
