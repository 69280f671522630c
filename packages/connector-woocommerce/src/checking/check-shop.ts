import { ConnectorError, type CheckReport, type Finding, type StoreFacts } from '@acp-hub/connector';
import type { Shop } from '../shop/shop';
import { checkCompanion } from './companion';
import { checkDelivery } from './delivery';
import { problem } from './finding';
import { checkKey } from './key';
import { checkMoney } from './money';
import { checkReach, checkScheme } from './reach';
import { checkVersion } from './version';
import { checkWebhooks } from './webhooks';

const CODES = {
  config: 'misconfigured',
  auth: 'credentials_rejected',
  transient: 'unreachable',
  rate_limited: 'rate_limited',
  rejected: 'refused',
  unsupported: 'unsupported',
} as const;

/**
 * Goes through everything a sale needs, as far as one can without selling. What stands in the way of all else ends it;
 * the rest is told at once, so that a merchant mends it in one go.
 */
export async function checkShop(shop: Shop): Promise<CheckReport> {
  const findings: Finding[] = checkScheme(shop);
  let facts: StoreFacts | undefined;
  try {
    const reach = await checkReach(shop);
    findings.push(...reach.findings);
    if (reach.site !== undefined) {
      findings.push(...(await checkVersion(shop)), ...(await checkKey(shop)));
      const money = await checkMoney(shop);
      facts = { name: reach.site.name, currency: money.currency, pricesIncludeTax: money.pricesIncludeTax };
      findings.push(...money.findings, ...(await checkDelivery(shop)), ...(await checkWebhooks(shop)));
      findings.push(...(await checkCompanion(shop, reach.site.namespaces)));
    }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    findings.push(problem(CODES[error.failure.kind], wordsOf(error)));
  }
  return {
    ok: !findings.some(({ severity }) => severity === 'error'),
    ...(facts !== undefined && { facts }),
    findings,
  };
}

/** Errors name the request that failed, which says nothing to a merchant whose key is wrong. */
const wordsOf = ({ failure, message }: ConnectorError): string =>
  failure.kind === 'auth'
    ? 'The shop does not accept the key: enter consumer key and consumer secret again, or make new ones under WooCommerce → Settings → Advanced → REST API.'
    : message;
