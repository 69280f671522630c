import type { TaxTable } from './tax';

const STANDARD = 10_000;
/** Food and drink. */
const REDUCED = 8_000;

/** Japanese consumption tax; exports are free of it. */
export const jpConsumptionTax: TaxTable = {
  rateOf(taxClass, address) {
    if (address !== undefined && address.country !== 'JP') return 0;
    return taxClass === 'reduced' ? REDUCED : STANDARD;
  },
};
