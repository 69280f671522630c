import type { Refusal } from '../refusal';
import { viewOf } from './view';

export interface Reply {
  readonly status: number;
  readonly body: object;
}

export function refusalReply({ status, error }: Refusal): Reply {
  const { payment_intent, ...rest } = error;
  return {
    status,
    body: { error: { ...rest, ...(payment_intent && { payment_intent: viewOf(payment_intent) }) } },
  };
}
