import { currency, type Quote, type QuoteLine, type QuoteRequest } from '@acp-hub/commerce';
import { coupons, seeds } from '../reference/seed';
import { inStore, type Mutant } from './mutant';

const changingQuotes = (change: (quote: Quote, request: QuoteRequest) => Quote): Mutant['mutate'] =>
  inStore(({ quote }) => ({
    quote: async (request, reference) => change(await quote(request, reference), request),
  }));

const changingRequests = (change: (request: QuoteRequest) => QuoteRequest): Mutant['mutate'] =>
  inStore(({ quote }) => ({ quote: (request, reference) => quote(change(request), reference) }));

/** Taxes the lines anew and lets the total follow, as a connector that computes for itself would. */
const taxing = (taxOf: (line: QuoteLine) => number): Mutant['mutate'] =>
  changingQuotes((quote) => {
    const lines = quote.lines.map((line) =>
      line.discount === 0 && line.tax > 0 ? { ...line, tax: taxOf(line) } : line,
    );
    const taxIn = (list: readonly QuoteLine[]) => list.reduce((sum, { tax }) => sum + tax, 0);
    return { ...quote, lines, total: quote.total - taxIn(quote.lines) + taxIn(lines) };
  });

export const quoteMutants: readonly Mutant[] = [
  {
    does: 'cuts off fractions of a yen',
    caughtBy: 'quote.known_prices',
    setup: 'jpy',
    mutate: taxing(({ base }) => Math.floor((base * seeds.jpy.taxPercent) / 100)),
  },
  {
    does: 'rounds dinars to two decimal places',
    caughtBy: 'quote.known_prices',
    setup: 'kwd',
    mutate: taxing(({ tax }) => Math.round(tax / 10) * 10),
  },
  {
    does: 'loses a cent where there are three lines',
    caughtBy: 'quote.adds_up',
    mutate: changingQuotes((quote) =>
      quote.lines.length < 3 ? quote : { ...quote, total: quote.total - 1 },
    ),
  },
  {
    does: 'shows gross prices as net ones',
    caughtBy: 'quote.gross_or_net',
    setup: 'eurGross',
    mutate: changingQuotes((quote) => ({
      ...quote,
      pricesIncludeTax: false,
      lines: quote.lines.map((line) => ({ ...line, unitAmount: Math.round(line.base / line.quantity) })),
    })),
  },
  {
    does: 'wants an address for a download',
    caughtBy: 'quote.address_required',
    mutate: changingQuotes((quote, { address }) => ({ ...quote, addressRequired: address === undefined })),
  },
  {
    does: 'prices every address as if it were at home',
    caughtBy: 'quote.not_served',
    mutate: changingRequests((request) =>
      request.address ? { ...request, address: { ...request.address, country: 'US' } } : request,
    ),
  },
  {
    does: 'ignores which option was chosen',
    caughtBy: 'quote.chosen_option',
    mutate: changingRequests(({ option: _ignored, ...request }) => request),
  },
  {
    does: 'drops unknown items without a word',
    caughtBy: 'quote.unknown_item',
    mutate: changingQuotes((quote) => ({ ...quote, unknownItems: [] })),
  },
  {
    does: 'does not say that stock is short',
    caughtBy: 'quote.stock',
    mutate: changingQuotes((quote) => ({
      ...quote,
      lines: quote.lines.map((line) =>
        line.stock.status === 'in_stock' ? { ...line, stock: { status: 'in_stock' } } : line,
      ),
    })),
  },
  {
    does: 'lets the last basket shine through',
    caughtBy: 'quote.reference_is_a_cache',
    mutate: inStore(({ quote }) => {
      const carts = new Map<string, QuoteRequest>();
      return {
        async quote(request, reference = '') {
          const asked = new Set(request.items.map(({ id }) => id));
          const left = carts.get(reference)?.items.filter(({ id }) => !asked.has(id)) ?? [];
          const cart = `cart-${carts.size}`;
          carts.set(cart, request);
          return { ...(await quote({ ...request, items: [...request.items, ...left] })), reference: cart };
        },
      };
    }),
  },
  {
    does: 'relabels its own prices as the currency asked for',
    caughtBy: 'quote.other_currency',
    mutate: inStore(({ quote }) => ({
      quote: async (request, reference) => ({
        ...(await quote({ ...request, currency: currency('USD') }, reference)),
        currency: request.currency,
      }),
    })),
  },
  {
    does: 'forgets the coupon',
    caughtBy: 'quote.coupon_applied',
    mutate: changingRequests((request) => ({
      ...request,
      coupons: request.coupons.filter((code) => code !== coupons.valid),
    })),
  },
  {
    does: 'swallows that a coupon was rejected',
    caughtBy: 'quote.coupon_rejected',
    mutate: changingQuotes((quote) => ({ ...quote, rejectedDiscounts: [] })),
  },
  {
    does: 'cannot do coupons and does not say so',
    caughtBy: 'quote.coupons_unsupported',
    mutate: (connector) =>
      changingQuotes((quote) => ({ ...quote, rejectedDiscounts: [] }))({
        ...connector,
        capabilities: { ...connector.capabilities, coupons: false },
      }),
  },
];
