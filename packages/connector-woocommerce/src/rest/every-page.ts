import { z } from 'zod';
import type { RestApi } from './rest-api';
import type { RestAnswer } from './rest-request';

const PAGE = 100;

/** A list from its first page to its last, by id; the refusal of the first page that is refused. */
export async function everyPage<T>(
  rest: RestApi,
  path: string,
  item: z.ZodType<T>,
  query: Readonly<Record<string, string>> = {},
): Promise<RestAnswer<readonly T[]>> {
  const found: T[] = [];
  for (let page = 1; ; page += 1) {
    const paged = { per_page: PAGE, page, orderby: 'id', order: 'asc', ...query };
    const answer = await rest.call({ method: 'GET', path, query: paged, answer: z.array(item) });
    if (answer.kind === 'refused') return answer;
    found.push(...answer.value);
    if (page >= answer.pages) return { ...answer, value: found };
  }
}
