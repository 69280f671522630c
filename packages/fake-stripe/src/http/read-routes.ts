import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FakeServer } from '@acp-hub/fake-kit';
import { ownRecords, type Books } from '../books/books';
import { findToken } from '../books/granted-tokens';
import type { AnyRecord } from '../books/records';
import { noSuch, refuseEarly, type Refusal } from '../refusal';
import { identifyCaller, unknownUrl, type Caller } from './caller';
import { expanded } from './expand';
import { parseForm } from './form';
import { refusalReply } from './reply';
import { viewOf } from './view';
import { ownIntent } from './write-routes';

interface Read extends Caller {
  readonly id: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly expand: readonly string[];
}

type Answered = { readonly ok: true; readonly body: object } | Refusal;

/** @param searchLagSeconds how long an intent cannot be found by search, as at Stripe: "up to a minute". */
export function registerReadRoutes({ app }: FakeServer, books: Books, searchLagSeconds: number): void {
  const route = (path: string, answer: (read: Read, request: FastifyRequest) => Answered) =>
    app.get(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const identified = identifyCaller(request);
      const { id = '' } = request.params as { readonly id?: string };
      const query = parseForm(request.url.split('?', 2)[1] ?? '');
      const expand = Array.isArray(query['expand']) ? query['expand'].map(String) : [];
      const answered = identified.ok
        ? answer({ ...identified.caller, id, query, expand }, request)
        : identified;
      const { status, body } = answered.ok ? { status: 200, body: answered.body } : refusalReply(answered);
      return reply.code(status).send(body);
    });

  route('/v1/account', ({ account }) => ({ ok: true, body: { id: account, object: 'account' } }));

  route('/v1/shared_payment/granted_tokens/:id', ({ account, id, knowsGrantedTokens }, request) => {
    if (!knowsGrantedTokens) return unknownUrl(request);
    const token = findToken(books, account, id);
    return token === undefined
      ? noSuch('shared payment granted token', id, 'shared_payment_granted_token')
      : { ok: true, body: viewOf(token) };
  });

  route('/v1/payment_intents/search', ({ account, query }) => {
    const asked = parseSearch(String(query['query']));
    if (asked === undefined)
      return refuseEarly('We were unable to parse your search query.', { param: 'query' });
    const searchable = books.now() - searchLagSeconds;
    const found = ownRecords(books.intents, account).filter(
      ({ created, metadata }) =>
        created <= searchable && asked.some(({ name, value }) => metadata[name] === value),
    );
    return pageOf(found, query, 'search_result');
  });

  route('/v1/payment_intents', ({ account, query }) => {
    const since = Number((query['created'] as { gte?: string } | undefined)?.gte ?? 0);
    return pageOf(
      ownRecords(books.intents, account).filter(({ created }) => created >= since),
      query,
    );
  });

  route('/v1/payment_intents/:id', ({ account, id, expand }) => {
    const found = ownIntent(books, account, id);
    return found.ok ? { ok: true, body: expanded(books, found.value, expand) } : found;
  });

  const byIntent = <Value extends AnyRecord & { readonly payment_intent: string; readonly account: string }>(
    path: string,
    records: { values(): IterableIterator<Value> },
  ) =>
    route(path, ({ account, query, expand }) => {
      const { payment_intent: intent } = query;
      const found = ownRecords(records, account).filter(
        (one) => intent === undefined || one.payment_intent === intent,
      );
      return pageOf(found, query, 'list', (record) =>
        expanded(
          books,
          record,
          expand.map((each) => each.replace(/^data\./, '')),
        ),
      );
    });
  byIntent('/v1/refunds', books.refunds);
  byIntent('/v1/disputes', books.disputes);
}

const DEFAULT_LIMIT = 10;

/** One page of a list, newest first (https://docs.stripe.com/api/pagination). */
function pageOf(
  records: readonly AnyRecord[],
  query: Read['query'],
  object: 'list' | 'search_result' = 'list',
  show: (record: AnyRecord) => object = viewOf,
): Answered {
  const limit = Number(query['limit'] ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return refuseEarly('This value must be between 1 and 100.', { param: 'limit' });
  const after = query['starting_after'];
  const start = after === undefined ? 0 : records.findIndex(({ id }) => id === after) + 1;
  const data = records.slice(start, start + limit).map(show);
  return { ok: true, body: { object, data, has_more: start + limit < records.length } };
}

/** Reads `metadata["a"]:"1" OR metadata["b"]:"2"`; `undefined` for what is not played here. */
function parseSearch(
  query: string,
): readonly { readonly name: string; readonly value: string }[] | undefined {
  const term = /^metadata\["([^"]+)"\]:"((?:[^"\\]|\\.)*)"(?: OR (?=.)|$)/;
  const terms: { name: string; value: string }[] = [];
  for (let rest = query; rest !== '';) {
    const [found, name = '', value = ''] = term.exec(rest) ?? [];
    if (found === undefined) return undefined;
    terms.push({ name, value: value.replaceAll(/\\(.)/g, '$1') });
    rest = rest.slice(found.length);
  }
  return terms.length === 0 ? undefined : terms;
}
