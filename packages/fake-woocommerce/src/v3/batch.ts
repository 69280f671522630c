import { asText, isObject, RestFailure, type Json, type JsonObject } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import { validate, type Schema } from '../rest/schema';

type Handler = (call: Call) => Answer | Promise<Answer>;

const LIMIT = 100;

/** `…/batch`: each item as its own request, refusals beside what worked. */
export function batchRoute(
  path: string,
  handlers: Readonly<Record<'create' | 'update' | 'delete', Handler>>,
  schema: Schema = {},
): Route {
  return {
    path,
    allow: 'POST, PUT, PATCH',
    methods: { PUT: { access: 'batch', handle: (call) => runBatch(call, handlers, schema) } },
  };
}

async function runBatch(
  call: Call,
  handlers: Readonly<Record<'create' | 'update' | 'delete', Handler>>,
  schema: Schema,
): Promise<Answer> {
  const wanted = (['create', 'update', 'delete'] as const).map(
    (kind) => [kind, listed(call.values[kind])] as const,
  );
  if (wanted.reduce((count, [, items]) => count + items.length, 0) > LIMIT)
    throw new RestFailure(
      413,
      'woocommerce_rest_request_entity_too_large',
      `Unable to accept more than ${LIMIT} items for this request.`,
    );
  const body: Record<string, Json> = {};
  for (const [kind, items] of wanted) {
    const results: Json[] = [];
    for (const item of items) {
      const values: JsonObject = isObject(item) ? item : { id: item, force: true };
      const id = asText(values['id']);
      results.push(
        await attempt(Number(id || 0), async () => {
          validate(schema, values);
          const answer = await handlers[kind]({ ...call, path: { ...call.path, id }, values });
          return { ...(answer.body as JsonObject), ...(answer.links && { _links: answer.links }) };
        }),
      );
    }
    if (results.length > 0) body[kind] = results;
  }
  return { body };
}

const listed = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

async function attempt(id: number, run: () => Promise<Json>): Promise<Json> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    const { code, message, data } = error.body;
    return { id, error: { code, message, data } };
  }
}
