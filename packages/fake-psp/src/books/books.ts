import type { FakeServer } from '@acp-hub/fake-kit';
import type { KeyRecord } from '../http/idempotency';
import type { MintedToken } from '../tokens/ticket';
import type { Payment } from './payment';

/** Everything the server remembers. */
export const openBooks = ({ state }: FakeServer) => ({
  payments: state.collection<Payment>('payments'),
  tokens: state.collection<MintedToken>('tokens'),
  keys: state.collection<KeyRecord>('keys'),
  /** Keys whose first request was left hanging with nothing applied. */
  hung: state.collection<true>('hung'),
});

export type Books = ReturnType<typeof openBooks>;
