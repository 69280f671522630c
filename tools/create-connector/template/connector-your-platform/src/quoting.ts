import type { Quote, QuoteRequest } from '@acp-hub/commerce';
import { NotWrittenError } from '@acp-hub/connector';
import type { YourPlatformApi } from './your-platform-api';

/**
 * Prices the whole request, from the request alone. Amounts are integer minor units, net with tax beside them;
 * `total` is the platform's own sum.
 */
export async function quote(_api: YourPlatformApi, _request: QuoteRequest): Promise<Quote> {
  throw new NotWrittenError('Store.quote', {
    file: 'packages/connector-your-platform/src/quoting.ts',
    contract: 'packages/commerce/src/quote.ts',
  });
}
