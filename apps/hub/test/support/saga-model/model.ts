/** What a session must say, as far as the model can know it. */
export type Status =
  | 'ready'
  | 'blocked'
  | 'authentication'
  /** A crash left the attempt open: it ends as one of `endings`. */
  | 'paying'
  | 'completed'
  | 'canceled'
  | 'expired';

export interface ModelSession {
  readonly id: string;
  status: Status;
  /** Price and stock it was last quoted at. */
  quotedAt: number;
  endings: readonly Status[];
  /** It has asked for 3-D Secure: only then is a result of that taken. */
  hasAsked: boolean;
  /** By the hub's clock, ms. */
  expiresAt: number;
}

/** What came up in all runs, so that a test that hardly tests anything fails. */
export interface Seen {
  sold: number;
  died: number;
  refused: number;
  givenBack: number;
}

export interface Model {
  readonly sessions: ModelSession[];
  unit: number;
  soldOut: boolean;
  /** The hub's clock against the real one, ms. */
  offset: number;
  readonly seen: Seen;
}

export const STATUS_OF: Readonly<Record<Status, string>> = {
  ready: 'ready_for_payment',
  blocked: 'not_ready_for_payment',
  authentication: 'authentication_required',
  paying: 'complete_in_progress',
  completed: 'completed',
  canceled: 'canceled',
  expired: 'expired',
};

/** Time ends what is neither over nor being paid. */
export function seen({ status, expiresAt }: ModelSession, { offset }: Model): Status {
  const ends = status === 'ready' || status === 'blocked' || status === 'authentication';
  return ends && expiresAt <= Date.now() + offset ? 'expired' : status;
}
