import type { CheckoutEvent, CheckoutRejection, CheckoutStatus } from '../../src';

/** `elapsed`: any state that time ends, once `expires_at` has passed. */
export type State = CheckoutStatus | 'none' | 'elapsed';
export type Outcome = CheckoutStatus | CheckoutRejection['reason'];
export type Table = Readonly<Record<State, Readonly<Record<CheckoutEvent['type'], readonly Outcome[]>>>>;

export const events = [
  'create',
  'update',
  'quoted',
  'complete',
  'quote_changed',
  'authentication_requested',
  'attempt_failed',
  'order_placed',
  'cancel',
  'expire',
] as const satisfies readonly CheckoutEvent['type'][];

const never = ['illegal'] as const;
const closed = ['closed'] as const;
const busy = ['payment_in_progress'] as const;
const canceled = ['canceled'] as const;
const expired = ['expired'] as const;

const priced = [
  'incomplete',
  'not_ready_for_payment',
  'pending_approval',
  'ready_for_payment',
  'requires_escalation',
] as const;

const inside = {
  quote_changed: never,
  authentication_requested: never,
  attempt_failed: never,
  order_placed: never,
};

const open = { create: never, ...inside, quoted: never, cancel: canceled, expire: expired };
const asking = ['incomplete', 'not_ready_for_payment'] as const;

const paying = {
  create: never,
  update: busy,
  quoted: never,
  complete: busy,
  quote_changed: priced,
  authentication_requested: ['authentication_required', 'requires_escalation'],
  attempt_failed: ['ready_for_payment'],
  order_placed: ['completed'],
  cancel: busy,
  expire: busy,
} as const;

const over = {
  create: never,
  ...inside,
  update: closed,
  quoted: never,
  complete: closed,
  cancel: closed,
  expire: closed,
};

/** What may come of each event in each state, written down apart from the code that decides it. */
export const table: Table = {
  none: {
    create: ['incomplete', 'not_ready_for_payment', 'unsupported_currency'],
    ...inside,
    update: never,
    quoted: never,
    complete: never,
    cancel: never,
    expire: never,
  },
  incomplete: { ...open, update: asking, quoted: [...priced, 'no_known_item'], complete: ['not_ready'] },
  not_ready_for_payment: { ...open, update: asking, complete: ['not_ready'] },
  requires_escalation: { ...open, update: asking, complete: ['not_ready'] },
  pending_approval: { ...open, update: asking, complete: ['not_ready'] },
  ready_for_payment: {
    ...open,
    update: [...asking, 'ready_for_payment'],
    complete: ['complete_in_progress', 'not_ready', 'authentication_result_unexpected'],
  },
  authentication_required: {
    ...open,
    update: busy,
    complete: ['complete_in_progress', 'authentication_result_missing'],
    attempt_failed: ['ready_for_payment'],
  },
  complete_in_progress: paying,
  in_progress: paying,
  completed: { ...over, order_placed: ['completed', 'illegal'] },
  canceled: over,
  expired: over,
  elapsed: { ...over, attempt_failed: ['ready_for_payment', 'illegal'], expire: expired },
};
