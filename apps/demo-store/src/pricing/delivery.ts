import type { WireAddress, WireOption } from '@acp-hub/store-contract';
import { isoTime } from '../clock';
import { takeApart, type TaxRate } from './tax';

const DAY = 24 * 60 * 60 * 1000;

interface ServiceBody {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** Minor units, as the shop shows prices. */
  readonly price: number;
  /** Goods worth at least this much travel free. */
  readonly freeFrom?: number;
}

/** A way of delivery a merchant offers in a zone. Days count from the order. */
export type DeliveryService =
  | (ServiceBody & {
      readonly type: 'shipping';
      readonly carrier: string;
      readonly days: readonly [number, number];
    })
  | (ServiceBody & { readonly type: 'local_delivery'; readonly days: number })
  | CollectionPoint;

/** Where buyers fetch their goods themselves, if they live where the shop delivers at all. */
export type CollectionPoint = ServiceBody & {
  readonly type: 'pickup';
  readonly days: number;
  readonly location: { readonly name: string; readonly address: WireAddress; readonly instructions: string };
};

/** Places that are served alike. */
export interface DeliveryZone {
  readonly name: string;
  readonly countries: readonly string[];
  /** Narrows to some subdivisions of the country. */
  readonly states?: readonly string[];
  /** Narrows to postal codes that begin so. */
  readonly postalPrefixes?: readonly string[];
  readonly services: readonly DeliveryService[];
}

function covers({ countries, states, postalPrefixes }: DeliveryZone, address: WireAddress): boolean {
  const state = (address.state ?? '').toUpperCase();
  return (
    countries.includes(address.country) &&
    (states === undefined || states.includes(state)) &&
    (postalPrefixes === undefined || postalPrefixes.some((prefix) => address.postal_code.startsWith(prefix)))
  );
}

/** The services of the first zone that covers the address, and the collection points: no zone, no service. */
export function servicesFor(
  zones: readonly DeliveryZone[],
  collectionPoints: readonly CollectionPoint[],
  address: WireAddress | undefined,
): readonly DeliveryService[] {
  if (address === undefined) return collectionPoints;
  const zone = zones.find((candidate) => covers(candidate, address));
  return zone === undefined ? [] : [...zone.services, ...collectionPoints];
}

/** Where tax is due: goods fetched at a counter change hands there. */
export const placeOfSupply = (
  service: DeliveryService | undefined,
  address: WireAddress | undefined,
): WireAddress | undefined => (service?.type === 'pickup' ? service.location.address : address);

interface OptionPricing {
  /** Goods after discounts, as shown. */
  readonly goods: number;
  /** Of delivery to the place of supply. */
  readonly rate: TaxRate;
  readonly pricesIncludeTax: boolean;
  readonly now: Date;
}

/** A service as an option of one quote. */
export function priceService(service: DeliveryService, pricing: OptionPricing): WireOption {
  const { goods, rate, pricesIncludeTax, now } = pricing;
  const free = service.freeFrom !== undefined && goods >= service.freeFrom;
  const inDays = (days: number) => isoTime(new Date(Math.ceil(now.getTime() / DAY) * DAY + days * DAY));
  const body = {
    id: service.id,
    title: service.title,
    ...(service.description !== undefined && { description: service.description }),
    ...takeApart(free ? 0 : service.price, rate, pricesIncludeTax),
  };
  switch (service.type) {
    case 'shipping':
      return {
        type: 'shipping',
        ...body,
        carrier: service.carrier,
        earliest_delivery: inDays(service.days[0]),
        latest_delivery: inDays(service.days[1]),
      };
    case 'local_delivery':
      return {
        type: 'local_delivery',
        ...body,
        window: { start: inDays(service.days), end: inDays(service.days + 1) },
      };
    case 'pickup':
      return { type: 'pickup', ...body, location: service.location, ready_by: inDays(service.days) };
  }
}

/** Digital goods need nothing else. */
export const digitalOption: WireOption = {
  type: 'digital',
  id: 'download',
  title: 'Download',
  net: 0,
  tax: 0,
};
