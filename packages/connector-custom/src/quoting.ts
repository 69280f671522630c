import type { Quote, QuoteRequest } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import { quoteSumProblems } from '@acp-hub/store-contract';
import { readQuote } from './from-store/quote';
import type { StoreApi } from './store-api';
import { writeQuoteRequest } from './to-store/quote-request';

export type QuoteWithReference = Quote & { readonly reference: string };

/** Prices the request and holds the store to its own sums. */
export async function quoteAtStore(api: StoreApi, request: QuoteRequest): Promise<QuoteWithReference> {
  const quote = await api.call('createQuote', { body: writeQuoteRequest(request) });
  const [problem] = quoteSumProblems(quote);
  const misquoted = (why: string) =>
    new ConnectorError({ kind: 'config' }, `The store’s quote cannot be used: ${why}.`, 'not_applied');
  if (problem !== undefined) throw misquoted(problem);
  if (quote.currency !== request.currency)
    throw misquoted(`it is in ${quote.currency}, and ${request.currency} was asked for`);
  return { ...readQuote(quote), reference: quote.quote_id };
}

const isExpired = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  error.failure.kind === 'rejected' &&
  ['quote_expired', 'order_not_found'].includes(error.failure.reason.code);

/** Does something with a quote, and once more with a fresh one where the store no longer knows it. */
export async function withQuote<T>(
  api: StoreApi,
  request: QuoteRequest,
  reference: string | undefined,
  use: (quoteId: string) => Promise<T>,
): Promise<T> {
  if (reference !== undefined)
    try {
      return await use(reference);
    } catch (error) {
      if (!isExpired(error)) throw error;
    }
  return use((await quoteAtStore(api, request)).reference);
}
