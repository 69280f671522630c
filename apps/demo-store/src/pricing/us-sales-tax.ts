import type { TaxTable } from './tax';
import { stateRates, statesTaxingDelivery } from './us-sales-tax.data';

/** Sales tax by the state goods are sent to; none is added before the address is known, nor abroad. */
export const usSalesTax: TaxTable = {
  rateOf(taxClass, address) {
    if (address?.country !== 'US') return 0;
    const state = (address.state ?? '').toUpperCase().replace(/^US-/, '');
    if (taxClass === 'delivery' && !statesTaxingDelivery.has(state)) return 0;
    return stateRates[state] ?? 0;
  },
};
