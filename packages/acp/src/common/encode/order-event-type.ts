import type { OrderEvent } from '../../codec';

/** The name of an event, in the wording of the agent's profile. */
export function orderEventType({ kind, naming }: OrderEvent) {
  if (naming === 'openai') return kind === 'create' ? 'order_created' : 'order_updated';
  return kind === 'create' ? 'order_create' : 'order_update';
}
