import { optionId, type FulfillmentOption } from '@acp-hub/commerce';
import type { WireOption } from '@acp-hub/store-contract';
import { defined } from '../defined';
import { readAddress } from './address';

export function readOption(option: WireOption): FulfillmentOption {
  const { title, description, net, tax } = option;
  const body = defined({ id: optionId(option.id), title, description, net, tax });
  switch (option.type) {
    case 'shipping':
      return defined({
        type: option.type,
        ...body,
        carrier: option.carrier,
        earliestDelivery: option.earliest_delivery,
        latestDelivery: option.latest_delivery,
      });
    case 'digital':
      return { type: option.type, ...body };
    case 'pickup': {
      const { name, address, phone, instructions } = option.location;
      const location = defined({ name, address: readAddress(address), phone, instructions });
      return defined({ type: option.type, ...body, location, readyBy: option.ready_by });
    }
    case 'local_delivery':
      return defined({ type: option.type, ...body, deliveryWindow: option.window });
  }
}
