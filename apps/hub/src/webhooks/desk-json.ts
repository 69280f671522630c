import type { DeadLetter, LoggedDelivery, Replay } from './desk';

/** As the API and the command line show it. */
export const deadLetterJson = (letter: DeadLetter) => ({
  id: letter.outboxId,
  agent_id: letter.agentId,
  order_id: letter.orderId,
  event: letter.event,
  attempts: letter.attempts,
  created_at: letter.createdAt.toISOString(),
  died_at: letter.diedAt.toISOString(),
  last_status: letter.lastStatus ?? null,
  last_error: letter.lastError ?? null,
  endpoint_disabled: letter.endpointIsDisabled,
});

export const deliveryJson = (delivery: LoggedDelivery) => ({
  id: delivery.deliveryId,
  news_id: delivery.outboxId,
  agent_id: delivery.agentId,
  order_id: delivery.orderId,
  event: delivery.event,
  attempt: delivery.attempt,
  status: delivery.status ?? null,
  error: delivery.error ?? null,
  delivered_at: delivery.deliveredAt.toISOString(),
});

export const replayJson = ({ deadId, outboxId }: Replay) => ({ id: deadId, replayed_as: outboxId });
