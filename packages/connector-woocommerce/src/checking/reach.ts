import { ConnectorError, type Finding } from '@acp-hub/connector';
import type { Shop } from '../shop/shop';
import type { Site } from '../storefront/site';
import { hint, problem } from './finding';

const PERMALINKS =
  'WordPress does not answer under /wp-json/: choose anything but "Plain" under Settings → Permalinks, and check that no firewall, login or coming-soon page stands in front of it.';

export const checkScheme = ({ config }: Shop): Finding[] =>
  config.url.startsWith('http:')
    ? [
        hint(
          'plain_http',
          'The address begins with http: keys travel unprotected, and live connections refuse it. Enter the https address.',
        ),
      ]
    : [];

/** Whether WordPress and WooCommerce answer at the address, without any key. `site` is missing where nothing else can be looked at. */
export async function checkReach({ storefront }: Shop): Promise<{ site?: Site; findings: Finding[] }> {
  const site = await readSite(storefront);
  if (site === undefined) return { findings: [problem('permalinks', PERMALINKS)] };
  if (!site.namespaces.includes('wc/v3'))
    return {
      findings: [problem('woocommerce_missing', 'WordPress answers, and WooCommerce is not active on it.')],
    };
  if (!site.namespaces.includes('wc/store/v1'))
    return {
      site,
      findings: [
        problem(
          'store_api_missing',
          'WooCommerce’s Store API does not answer, by which prices are asked for: a security plugin or an old version hides wc/store/v1.',
        ),
      ],
    };
  await storefront.getCart();
  return { site, findings: [] };
}

/** `undefined` where something answers that is not WordPress's API. */
async function readSite(storefront: Shop['storefront']): Promise<Site | undefined> {
  try {
    return await storefront.site();
  } catch (error) {
    const isOther =
      error instanceof ConnectorError && error.failure.kind === 'config' && (error.status ?? 0) >= 200;
    const isRedirect =
      error instanceof ConnectorError && (error.status ?? 0) >= 300 && (error.status ?? 0) < 400;
    if (isOther && !isRedirect) return undefined;
    throw error;
  }
}
