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
    const asked = /^metadata\["([^"]+)"\]:"((?:[^"\\]|\\.)*)"$/.exec(String(query['query']));
    if (asked === null) return refuseEarly('We were unable to parse your search query.', { param: 'query' });
    const [, name = '', value = ''] = asked;
    const searchable = books.now() - searchLagSeconds;
    const found = ownRecords(books.intents, account).filter(
      ({ created, metadata }) => created <= searchable && metadata[name] === value.replaceAll(/\\(.)/g, '$1'),
    );
    return list(found, 'search_result');
  });

  route('/v1/payment_intents/:id', ({ account, id, expand }) => {
    const found = ownIntent(books, account, id);
    return found.ok ? { ok: true, body: expanded(books, found.value, expand) } : found;
  });

  const byIntent = <Value extends AnyRecord & { readonly payment_intent: string }>(
    path: string,
    records: { values(): IterableIterator<Value> },
  ) =>
    route(path, ({ account, query }) =>
      list(
        ownRecords(records, account).filter((one) => one.payment_intent === query['payment_intent']),
        'list',
      ),
    );
  byIntent('/v1/refunds', books.refunds);
  byIntent('/v1/disputes', books.disputes);
}

const list = (records: readonly AnyRecord[], object: 'list' | 'search_result'): Answered => ({
  ok: true,
  body: { object, data: records.map(viewOf), has_more: false },
});
