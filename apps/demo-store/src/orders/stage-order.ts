import type { WireOrder } from '@acp-hub/store-contract';
import type { Changes } from '../books/changes';
import type { OrderRecord } from '../books/order-record';
import { sequenceKey } from '../books/sequence-key';
import type { Shop } from '../shop';
import type { Transition } from './transition';

/** Stages an order’s next state: its place in the list of changes, its hold and its event. */
export async function stageOrder(
  { books, eventsUrl }: Pick<Shop, 'books' | 'eventsUrl'>,
  changes: Changes,
  { order, event }: Pick<Transition, 'order' | 'event'>,
  previous?: OrderRecord,
): Promise<void> {
  const sequence = ((await books.tables.counters.get('sequence')) ?? 0) + 1;
  changes.put('counters', 'sequence', sequence);
  changes.put('orders', order.id, { order, sequence });
  changes.put('changes', sequenceKey(sequence), order.id);
  if (previous !== undefined) changes.delete('changes', sequenceKey(previous.sequence));
  if (previous?.order.held_until !== undefined) changes.delete('holds', holdKey(previous.order));
  if (order.held_until !== undefined) changes.put('holds', holdKey(order), order.id);
  if (event !== undefined && eventsUrl !== undefined)
    changes.put('outbox', sequenceKey(sequence), {
      id: `evt_${order.id}_${order.version}`,
      type: event,
      created_at: order.updated_at,
      order,
    });
}

const holdKey = ({ held_until, id }: WireOrder): string => `${held_until} ${id}`;
