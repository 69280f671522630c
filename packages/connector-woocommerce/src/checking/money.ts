import { exponentOf, type Currency } from '@acp-hub/commerce';
import type { Finding } from '@acp-hub/connector';
import { z } from 'zod';
import type { Shop } from '../shop/shop';
import { readSettings } from '../shop/settings';
import { hint, problem } from './finding';

interface CheckedMoney {
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  readonly findings: readonly Finding[];
}

/** Currency, its decimals, and tax. */
export async function checkMoney(shop: Shop): Promise<CheckedMoney> {
  const facts = await shop.facts({ keptForMs: 0 });
  const general = await readSettings(shop.rest, 'general');
  const tax = await readSettings(shop.rest, 'tax');
  const findings: Finding[] = [];
  const decimals = Number(general.get('woocommerce_price_num_decimals') ?? exponentOf(facts.currency));
  if (decimals !== exponentOf(facts.currency))
    findings.push(
      (decimals > exponentOf(facts.currency) ? problem : hint)(
        'currency_decimals',
        `${facts.currency} has ${exponentOf(facts.currency)} decimals, and the shop counts with ${decimals}: set "Number of decimals" under WooCommerce → Settings → General.`,
      ),
    );
  if (general.get('woocommerce_enable_coupons') === 'no')
    findings.push(hint('coupons_off', 'Coupons are switched off: every discount code will be refused.'));
  findings.push(...(await checkTax(shop, general, tax)));
  return { currency: facts.currency, pricesIncludeTax: facts.showsTax, findings };
}

async function checkTax(
  { rest }: Shop,
  general: ReadonlyMap<string, string>,
  tax: ReadonlyMap<string, string>,
): Promise<Finding[]> {
  if (general.get('woocommerce_calc_taxes') !== 'yes')
    return [
      hint(
        'no_tax',
        'Tax is switched off (WooCommerce → Settings → General): orders are taken without any. Switch it on unless you owe none.',
      ),
    ];
  const findings: Finding[] = [];
  const query = { per_page: 1, _fields: 'id' };
  const rates = await rest.call({ method: 'GET', path: 'taxes', query, answer: z.array(z.unknown()) });
  if (rates.kind === 'ok' && rates.value.length === 0)
    findings.push(
      hint(
        'no_tax_rates',
        'Tax is switched on and there are no rates: unless a plugin computes it, orders are taken without. See WooCommerce → Settings → Tax.',
      ),
    );
  const entered = tax.get('woocommerce_prices_include_tax') === 'yes';
  const shown = tax.get('woocommerce_tax_display_cart') === 'incl';
  if (entered !== shown)
    findings.push(
      hint(
        'prices_shown_otherwise',
        `Prices are entered ${entered ? 'with' : 'without'} tax and shown ${shown ? 'with' : 'without'} it in the cart: feeds publish them as entered. Make the two agree under WooCommerce → Settings → Tax.`,
      ),
    );
  return findings;
}
