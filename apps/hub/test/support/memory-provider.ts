import { currency, type AuthenticationMetadata } from '@acp-hub/commerce';
import {
  paymentId,
  type Authorization,
  type Payment,
  type PaymentAccount,
  type PaymentCapabilities,
  type PaymentHandler,
  type PaymentMovement,
  type PaymentProvider,
  type PaymentWriteError,
} from '@acp-hub/payment';
import { z } from 'zod';

export interface MemoryPayment {
  readonly id: string;
  readonly key: string;
  readonly sessionId: string;
  readonly amount: number;
  status: 'authentication' | 'authorized' | 'captured' | 'voided' | 'declined';
  refunded: number;
  movements: PaymentMovement[];
}

type Operation = Exclude<keyof PaymentAccount, 'check' | 'parseWebhook'>;

/** What the next call of an operation does instead of working. */
export interface ProviderFault {
  readonly operation: Operation;
  readonly fault: 'refused' | 'unknown_before' | 'unknown_after' | 'rejected' | 'done_by_another';
}

const AFTER: ReadonlySet<ProviderFault['fault']> = new Set(['unknown_after', 'done_by_another']);

const usd = (amount: number) => ({ amount, currency: currency('USD') });

/** A provider in memory, of any flow: tokens that contain `declined` or `3ds` do so, and all others pay. */
export function memoryProvider(flow: PaymentCapabilities['flow'] = 'authorize_capture') {
  const payments = new Map<string, MemoryPayment>();
  const faults: ProviderFault[] = [];
  const state = { calls: [] as string[], hiddenLookUps: 0, capturesArePending: false };
  const answers = new Map<string, unknown>();

  const strike = (operation: Operation, when: 'before' | 'after'): ProviderFault['fault'] | undefined => {
    const index = faults.findIndex((each) => each.operation === operation);
    const isAfter = AFTER.has(faults[index]?.fault ?? 'refused');
    if (isAfter !== (when === 'after')) return undefined;
    return index < 0 ? undefined : faults.splice(index, 1)[0]?.fault;
  };
  /** A write, once per key. */
  const write = async <T>(operation: Operation, key: string, work: () => T | PaymentWriteError) => {
    state.calls.push(operation);
    if (flow === 'platform') return { ok: false as const, error: unsupported };
    const before = strike(operation, 'before');
    if (before !== undefined) return { ok: false as const, error: failure(before) };
    if (!answers.has(key)) answers.set(key, work());
    const answer = answers.get(key) as T | PaymentWriteError;
    const after = strike(operation, 'after');
    if (after !== undefined) return { ok: false as const, error: failure(after) };
    return isError(answer) ? { ok: false as const, error: answer } : { ok: true as const, value: answer };
  };
  const read = async <T>(operation: Operation, work: () => T) => {
    state.calls.push(operation);
    const before = strike(operation, 'before');
    return before === undefined
      ? { ok: true as const, value: work() }
      : { ok: false as const, error: failure(before) };
  };
  const move = (
    payment: MemoryPayment,
    kind: 'capture' | 'refund',
    amount: number,
    status: PaymentMovement['status'] = 'succeeded',
  ): PaymentMovement => {
    const id = `${kind}_${payment.id}_${payment.movements.length + 1}`;
    const movement = { id, kind, amount: usd(amount), status, at: new Date().toISOString() } as const;
    payment.movements.push(movement);
    return movement;
  };
  const authorize: PaymentAccount['authorize'] = (request) =>
    write('authorize', request.idempotencyKey, (): Authorization | PaymentWriteError => {
      const resumed = request.authentication?.paymentId;
      const payment = resumed === undefined ? open(request) : payments.get(resumed);
      if (payment === undefined) return wrongState;
      if (resumed !== undefined && payment.status !== 'authentication') return wrongState;
      if (request.token.includes('declined')) payment.status = 'declined';
      else if (request.token.includes('3ds') && request.authentication === undefined)
        payment.status = 'authentication';
      else if (flow === 'capture_only') {
        payment.status = 'captured';
        move(payment, 'capture', payment.amount);
      } else payment.status = 'authorized';
      return authorizationOf(payment);
    });
  const open = (request: Parameters<PaymentAccount['authorize']>[0]): MemoryPayment => {
    const payment: MemoryPayment = {
      id: `mem_${payments.size + 1}`,
      key: request.idempotencyKey,
      sessionId: request.reference.sessionId,
      amount: request.amount.amount,
      status: 'authorized',
      refunded: 0,
      movements: [],
    };
    payments.set(payment.id, payment);
    return payment;
  };
  const account: PaymentAccount = {
    check: async () => ({ ok: true, value: undefined }),
    authorize,
    capture: ({ idempotencyKey, paymentId: id, amount }) =>
      write('capture', idempotencyKey, () => {
        const payment = payments.get(id);
        if (payment?.status !== 'authorized') return wrongState;
        payment.status = 'captured';
        return move(payment, 'capture', amount.amount, state.capturesArePending ? 'pending' : 'succeeded');
      }),
    void: ({ idempotencyKey, paymentId: id }) =>
      write('void', idempotencyKey, () => {
        const payment = payments.get(id);
        if (payment?.status !== 'authorized' && payment?.status !== 'authentication') return wrongState;
        payment.status = 'voided';
        return undefined;
      }),
    refund: ({ idempotencyKey, paymentId: id, amount }) =>
      write('refund', idempotencyKey, () => {
        const payment = payments.get(id);
        if (payment?.status !== 'captured' || payment.refunded + amount.amount > payment.amount)
          return wrongState;
        payment.refunded += amount.amount;
        return move(payment, 'refund', amount.amount);
      }),
    retrieve: (id) => read('retrieve', () => shown(payments.get(id))),
    findPayment: ({ idempotencyKey }) =>
      read('findPayment', () => {
        // An index that lags behind.
        if (state.hiddenLookUps > 0) {
          state.hiddenLookUps -= 1;
          return undefined;
        }
        return shown([...payments.values()].find(({ key }) => key === idempotencyKey));
      }),
  };
  const provider: PaymentProvider = {
    specVersion: 1,
    id: 'memory-pay',
    displayName: 'Memory payments',
    configSchema: z.object({}),
    capabilities: { flow, refunds: 'partial', threeDs: true, webhooks: false, modes: ['test'] },
    describeHandler: () => handler,
    connect: () => account,
  };
  return { provider, payments: (): readonly MemoryPayment[] => [...payments.values()], faults, state };
}

const shown = (payment: MemoryPayment | undefined): Payment | undefined =>
  payment && {
    id: paymentId(payment.id),
    authorization: authorizationOf(payment),
    voided: payment.status === 'voided',
    captured: usd(payment.status === 'captured' ? payment.amount : 0),
    refunded: usd(payment.refunded),
    movements: payment.movements,
  };

function authorizationOf({ id, status, amount, movements }: MemoryPayment): Authorization {
  const [capture] = movements;
  if (status === 'declined')
    return { status, paymentId: paymentId(id), code: 'card_declined', message: 'The card was declined.' };
  if (status === 'authentication')
    return { status: 'requires_authentication', paymentId: paymentId(id), authentication };
  return status === 'captured' && capture !== undefined
    ? { status, paymentId: paymentId(id), capture }
    : { status: 'authorized', paymentId: paymentId(id), amount: usd(amount) };
}

const isError = (answer: unknown): answer is PaymentWriteError =>
  typeof answer === 'object' && answer !== null && 'outcome' in answer;

const unsupported: PaymentWriteError = {
  kind: 'unsupported',
  message: 'the platform takes the payments',
  outcome: 'not_applied',
};
const wrongState: PaymentWriteError = {
  kind: 'rejected',
  reason: 'wrong_state',
  message: 'the payment is in another state',
  outcome: 'not_applied',
};

const failure = (fault: ProviderFault['fault']): PaymentWriteError =>
  fault === 'rejected' || fault === 'done_by_another'
    ? wrongState
    : {
        kind: 'transient',
        message: 'no answer',
        outcome: fault === 'refused' ? 'not_applied' : 'unknown',
      };

const authentication: AuthenticationMetadata = {
  acquirer: {
    bin: '400000',
    country: 'US',
    merchantId: 'm',
    merchantName: 'Memory',
    requestorId: 'memory',
  },
  directoryServer: 'visa',
  flowPreference: { type: 'challenge', challenge: 'preferred' },
};

const handler: PaymentHandler = {
  id: 'memory',
  name: 'dev.acp.tokenized.card',
  displayName: 'Memory card',
  version: '2026-01-22',
  specUrl: 'https://acp.dev/handlers/tokenized.card',
  requiresDelegatePayment: true,
  requiresPciCompliance: false,
  psp: 'memory',
  merchantId: 'm',
  configSchemaUrl: 'https://acp.dev/schemas/config.json',
  instrumentSchemaUrls: [],
  credentialTypes: ['spt'],
  supportedCardBrands: ['visa'],
  supportedFundingTypes: ['credit'],
  supportsThreeDs: true,
};
