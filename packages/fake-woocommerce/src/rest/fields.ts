import { isObject, listOf, type Json, type JsonObject, type Query } from './rest';

/** `_fields`: a comma list or an array; dots reach into members. `undefined` where all are wanted. */
export function wantedFields(query: Query): readonly string[] | undefined {
  const value = query['_fields'] ?? query['_fields[]'];
  return value === undefined || value === '' ? undefined : listOf(value).map((name) => name.trim());
}

export function pick(body: Json, fields: readonly string[] | undefined): Json {
  if (fields === undefined) return body;
  if (Array.isArray(body))
    return (body as readonly Json[]).map((item) => (isObject(item) ? pickMembers(item, fields) : item));
  return isObject(body) ? pickMembers(body, fields) : body;
}

function pickMembers(body: JsonObject, fields: readonly string[]): JsonObject {
  const wanted = new Map<string, string[] | 'all'>();
  for (const field of fields) {
    const [head = '', ...rest] = field.split('.');
    const known = wanted.get(head);
    if (rest.length === 0 || known === 'all') wanted.set(head, 'all');
    else wanted.set(head, [...(known ?? []), rest.join('.')]);
  }
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const inner = wanted.get(name);
      if (inner === undefined || value === undefined) return [];
      return [[name, inner === 'all' ? value : pick(value, inner)]];
    }),
  );
}
