import assert from 'node:assert/strict';
import type { ItemId, Quote, QuoteLine, QuoteRequest } from '@acp-hub/commerce';
import { ConnectorError, type RejectionReason, type Store } from '@acp-hub/connector';
import type { PriceExample } from '../facts';
import { expectRejection } from '../expect-failure';

export function lineOf(quote: Quote, id: ItemId): QuoteLine {
  const line = quote.lines.find(({ item }) => item.id === id);
  return line ?? assert.fail(`the quote has no line for ${id}`);
}

export function assertExample(quote: Quote, example: PriceExample): void {
  const items = example.request.items.map(({ id, quantity }) => `${quantity} × ${id}`).join(', ');
  assert.deepEqual(
    {
      lines: quote.lines.map(({ base, discount, tax }) => ({ base, discount, tax })),
      total: quote.total,
    },
    { lines: example.lines, total: example.total },
    `${items} in ${quote.currency}`,
  );
}

/** A shop may refuse the whole request or answer a quote that says what is wrong. */
export async function quoteOrRefusal(
  store: Store,
  request: QuoteRequest,
  code: RejectionReason['code'],
): Promise<Quote | 'refused'> {
  const quoted = store.quote(request);
  try {
    return await quoted;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    await expectRejection(quoted, 'the quote', code);
    return 'refused';
  }
}
