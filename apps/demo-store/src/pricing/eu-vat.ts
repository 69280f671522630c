import { vatRates } from './eu-vat.data';
import type { TaxTable } from './tax';

/** VAT of the country goods are sent to (one-stop shop); the home country’s until that is known. */
export const euVat = (homeCountry: keyof typeof vatRates): TaxTable => ({
  rateOf(taxClass, address) {
    const rates = vatRates[address?.country ?? homeCountry];
    if (rates === undefined) return 0;
    return taxClass === 'reduced' ? rates.reduced : rates.standard;
  },
});
