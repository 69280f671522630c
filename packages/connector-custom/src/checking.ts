import { parseCurrency } from '@acp-hub/commerce';
import { ConnectorError, type CheckReport, type Finding, type StoreFacts } from '@acp-hub/connector';
import { CONTRACT_VERSION } from '@acp-hub/store-contract';
import { listProducts } from './catalogue';
import { quoteAtStore } from './quoting';
import type { StoreApi } from './store-api';

const codes = {
  config: 'not_the_contract',
  auth: 'credentials_rejected',
  transient: 'unreachable',
  rate_limited: 'rate_limited',
  rejected: 'refused',
  unsupported: 'unsupported',
} as const;

const findingOf = (error: ConnectorError): Finding => ({
  severity: 'error',
  code: codes[error.failure.kind],
  message: error.message,
});

async function look(api: StoreApi): Promise<CheckReport> {
  const info = await api.call('getStore');
  const currency = parseCurrency(info.currency);
  if (currency === undefined) throw new TypeError('The contract lets only ISO 4217 codes through.');
  const facts: StoreFacts = { name: info.name, currency, pricesIncludeTax: info.prices_include_tax };
  const findings: Finding[] = [];
  if (info.contract_version !== CONTRACT_VERSION)
    findings.push({
      severity: 'warning',
      code: 'other_contract_version',
      message: `The store speaks version ${info.contract_version} of the contract, the hub ${CONTRACT_VERSION}.`,
    });
  const { items, leftOut = [] } = await listProducts(api, {});
  for (const { id, why } of leftOut)
    findings.push({
      severity: 'warning',
      code: 'product_left_out',
      message: `The product ${id} cannot be sold: ${why}.`,
    });
  const variant = items.flatMap(({ variants }) => variants)[0];
  if (variant === undefined)
    findings.push({ severity: 'warning', code: 'no_products', message: 'The store lists no products.' });
  else await quoteAtStore(api, { items: [{ id: variant.id, quantity: 1 }], coupons: [], currency });
  return { ok: true, facts, findings };
}

/** Reads what the store says of itself, lists products and prices one: as far as one can go without buying. */
export async function checkStore(api: StoreApi): Promise<CheckReport> {
  try {
    return await look(api);
  } catch (error) {
    if (error instanceof ConnectorError) return { ok: false, findings: [findingOf(error)] };
    throw error;
  }
}
