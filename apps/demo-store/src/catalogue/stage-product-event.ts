import type { ProductEvent } from '@acp-hub/store-contract';
import { randomUUID } from 'node:crypto';
import type { Changes } from '../books/changes';
import { isoTime } from '../clock';
import type { Shop } from '../shop';

/** Stages news of a product for whoever listens. */
export function stageProductEvent(
  { eventsUrl, clock }: Pick<Shop, 'eventsUrl' | 'clock'>,
  changes: Changes,
  type: ProductEvent['type'],
  productId: string,
): void {
  if (eventsUrl === undefined) return;
  const createdAt = isoTime(clock.now());
  const id = `evt_${randomUUID()}`;
  const event: ProductEvent = { id, type, created_at: createdAt, product: { id: productId } };
  // After the keys of orders' events, which are numbers.
  changes.put('outbox', `product ${createdAt} ${id}`, event);
}
