import { transition, type CheckoutTransition, type Quote, type QuoteRequest } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import type { Connection } from '../connectors/connection';
import type { CheckoutOutcome, StoreRefusal, StoreUnavailable } from './outcome';

/** A store that keeps asking for another quote is not followed further. */
const MOST_QUOTES = 3;

/** Gets the quotes that a transition asked for, until the session rests. */
export async function followEffects(
  connection: Connection,
  first: CheckoutTransition,
  now: Date,
): Promise<CheckoutOutcome> {
  let current = first;
  for (let quotes = 0; ; quotes += 1) {
    if (current.kind === 'rejected') return current;
    const wanted = current.effects.find((effect) => effect.type === 'request_quote');
    if (wanted === undefined || quotes === MOST_QUOTES) return { kind: 'ok', session: current.session };
    const answer = await quote(connection, wanted.request, current.session.quote?.reference);
    if (answer.kind !== 'quote') return answer;
    current = transition(current.session, { type: 'quoted', quote: answer.quote }, now);
  }
}

export type QuoteAnswer = { readonly kind: 'quote'; readonly quote: Quote } | StoreUnavailable | StoreRefusal;

/** Asks the store; a refusal is the agent's to mend, and whatever else keeps it from answering is not. */
export async function quote(
  connection: Connection,
  request: QuoteRequest,
  reference: string | undefined,
): Promise<QuoteAnswer> {
  try {
    return { kind: 'quote', quote: await connection.platform.store.quote(request, reference) };
  } catch (error) {
    return withoutQuote(error);
  }
}

/** @throws what is not a connector's failure: a bug. */
function withoutQuote(error: unknown): StoreUnavailable | StoreRefusal {
  if (!(error instanceof ConnectorError)) throw error;
  const { failure } = error;
  if (failure.kind === 'rejected') return { kind: 'store_refuses', reason: failure.reason };
  const waitMs = failure.kind === 'rate_limited' ? failure.retryAfterMs : 5_000;
  return { kind: 'store_unavailable', retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) };
}
