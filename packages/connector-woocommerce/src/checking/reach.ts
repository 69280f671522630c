import { ConnectorError, type Finding } from '@acp-hub/connector';
import type { Shop } from '../shop/shop';
import type { Site } from '../storefront/site';
import { hint, problem } from './finding';

const PERMALINKS =
  'WordPress does not answer under /wp-json/: choose anything but "Plain" under Settings → Permalinks, and check that no firewall, login or coming-soon page stands in front of it.';

const REDIRECTED =
  'The address sends on to another one, and the hub does not follow with a key: enter the address that a browser ends up at, beginning with https.';

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
  if (site === 'elsewhere') return { findings: [problem('redirected', REDIRECTED)] };
  if (site === 'not_wordpress') return { findings: [problem('permalinks', PERMALINKS)] };
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

/** What answers at the address, where something does. */
async function readSite(storefront: Shop['storefront']): Promise<Site | 'elsewhere' | 'not_wordpress'> {
  try {
    return await storefront.site();
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.failure.kind !== 'config') throw error;
    const { status = 0 } = error;
    if (status >= 300 && status < 400) return 'elsewhere';
    if (status >= 200) return 'not_wordpress';
    throw error;
  }
}
