import type { Address, FulfillmentOption } from '@acp-hub/commerce';
import { compact } from '../common/compact';
import { encodeOptionTotals } from '../common/encode/totals';
import { toDateTime } from '../common/text-formats';

function deliveryWindow(window: { readonly start: string; readonly end: string } | undefined) {
  const start = toDateTime(window?.start);
  const end = toDateTime(window?.end);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** @param encodePlace how this version writes the address of a pick-up point */
export function encodeModernOption<WireAddress>(
  option: FulfillmentOption,
  encodePlace: (address: Address) => WireAddress,
) {
  const body = {
    id: option.id,
    title: option.title,
    ...compact({ description: option.description }),
    totals: encodeOptionTotals(option),
  };
  switch (option.type) {
    case 'shipping':
      return {
        type: option.type,
        ...body,
        ...compact({
          carrier: option.carrier,
          earliest_delivery_time: toDateTime(option.earliestDelivery),
          latest_delivery_time: toDateTime(option.latestDelivery),
        }),
      };
    case 'digital':
      return { type: option.type, ...body };
    case 'pickup':
      return {
        type: option.type,
        ...body,
        location: {
          name: option.location.name,
          address: encodePlace(option.location.address),
          ...compact({ phone: option.location.phone, instructions: option.location.instructions }),
        },
        ...compact({
          pickup_type: option.pickupType,
          ready_by: toDateTime(option.readyBy),
          pickup_by: toDateTime(option.pickupBy),
        }),
      };
    case 'local_delivery':
      return {
        type: option.type,
        ...body,
        ...compact({
          delivery_window: deliveryWindow(option.deliveryWindow),
          service_area:
            option.serviceArea &&
            compact({
              radius_miles: option.serviceArea.radiusMiles,
              center_postal_code: option.serviceArea.centerPostalCode,
            }),
        }),
      };
  }
}
