import { currency, lengthUnits, parseCurrency, weightUnits, type Currency } from '@acp-hub/commerce';
import { ConnectorError, type ConnectContext } from '@acp-hub/connector';
import { z } from 'zod';
import type { WoocommerceConfig } from '../config';
import type { RestApi } from '../rest/rest-api';
import { remember } from './remember';
import { readSettings } from './settings';

/** It decides what is shown, never what is paid. */
const KEPT_FOR_MS = 6 * 60 * 60 * 1_000;

const factsSchema = z.object({
  currency: z.string().transform(currency),
  /** Whether the shop shows prices with their tax. */
  showsTax: z.boolean(),
  weightUnit: z.enum(weightUnits).optional(),
  lengthUnit: z.enum(lengthUnits).optional(),
  /** Where goods are collected. */
  address: z.object({
    lineOne: z.string(),
    lineTwo: z.string(),
    city: z.string(),
    postalCode: z.string(),
    country: z.string(),
    state: z.string(),
  }),
});

/** What a shop's settings say that its answers do not. */
export type ShopFacts = z.infer<typeof factsSchema>;

/** Since the Store API takes no key, this is where a wrong one is noticed. */
export const recallFacts = (config: WoocommerceConfig, rest: RestApi, context: ConnectContext) =>
  remember(config, context, {
    key: 'shop-facts',
    value: factsSchema,
    keptForMs: KEPT_FOR_MS,
    read: () => readFacts(rest),
  });

async function readFacts(rest: RestApi): Promise<ShopFacts> {
  const general = await readSettings(rest, 'general');
  const tax = await readSettings(rest, 'tax');
  const products = await readSettings(rest, 'products');
  const text = (id: string) => general.get(`woocommerce_${id}`) ?? '';
  const [country = '', state = ''] = text('default_country').split(':');
  // WooCommerce's names of the units; a yard is none of the catalogue's.
  const weight = products.get('woocommerce_weight_unit')?.replace('lbs', 'lb');
  const weightUnit = weightUnits.find((unit) => unit === weight);
  const lengthUnit = lengthUnits.find((unit) => unit === products.get('woocommerce_dimension_unit'));
  return {
    currency: currencyOf(text('currency')),
    showsTax: tax.get('woocommerce_tax_display_cart') === 'incl',
    ...(weightUnit !== undefined && { weightUnit }),
    ...(lengthUnit !== undefined && { lengthUnit }),
    address: {
      lineOne: text('store_address'),
      lineTwo: text('store_address_2'),
      city: text('store_city'),
      postalCode: text('store_postcode'),
      country,
      state,
    },
  };
}

function currencyOf(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed !== undefined) return parsed;
  throw new ConnectorError(
    { kind: 'config' },
    `The shop’s currency "${code}" is none of ISO 4217: choose another under WooCommerce → Settings → General.`,
    'not_applied',
  );
}
