import { currency } from '@acp-hub/commerce';
import { ConnectorError, type CheckReport, type StoreFacts } from '@acp-hub/connector';
import { z } from 'zod';
import type { YourPlatformApi } from './your-platform-api';

const storeSchema = z.object({ name: z.string(), currency: z.string(), prices_include_tax: z.boolean() });

function readStore(body: unknown): StoreFacts {
  const { name, currency: code, prices_include_tax } = storeSchema.parse(body);
  return { name, currency: currency(code), pricesIncludeTax: prices_include_tax };
}

/** Whether the merchant can sell: the credentials, and what the store says of itself. */
export async function checkStore(api: YourPlatformApi): Promise<CheckReport> {
  try {
    return { ok: true, facts: await api.get('/store', {}, readStore), findings: [] };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return {
      ok: false,
      findings: [{ severity: 'error', code: error.failure.kind, message: error.message }],
    };
  }
}
