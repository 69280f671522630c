import type {
  AuthenticationResult,
  CheckoutSession,
  Order,
  PaymentInstruction,
  TimelineEntry,
} from '@acp-hub/commerce';
import type { Answer, Claim, PendingPayment, StoredSession } from '../checkout/ports';
import type { Located } from '../located';
import type { Movement, Saga } from './saga';

/** What an attempt needs to know of the means of payment; sealed with the session's key. */
export interface AttemptSecrets {
  readonly payment: PaymentInstruction;
  readonly authenticationResult?: AuthenticationResult;
  /** The payment that asked for 3-D Secure. */
  readonly resumes?: string;
}

/** A payment attempt that this process holds the lease of. */
export interface Attempt {
  readonly tenantId: string;
  readonly attemptId: string;
  readonly number: number;
  readonly lease: string;
  readonly saga: Saga;
  readonly secrets: AttemptSecrets;
  /** The session as it stands since the attempt was opened; nobody else may change it. */
  readonly stored: StoredSession;
}

export interface NewAttempt {
  readonly stored: StoredSession;
  /** The session with the attempt open. */
  readonly session: CheckoutSession;
  readonly saga: Saga;
  readonly secrets: AttemptSecrets;
}

/** The sale, as the last statement of a successful attempt writes it. */
export interface Sale {
  readonly order: Order;
  readonly timeline: readonly TimelineEntry[];
  readonly pageTokenHash: Buffer;
}

/** What ends with the attempt in the same statement. */
export interface AttemptEnd {
  readonly state: 'succeeded' | 'failed' | 'manual';
  readonly saga: Saga;
  readonly session: CheckoutSession;
  /** Payments that asked for 3-D Secure and may still hold money. */
  readonly pendingPayments: readonly PendingPayment[];
  readonly movements: readonly Movement[];
  readonly sale?: Sale;
  readonly settle?: { readonly claim: Claim; readonly answer: Answer };
}

/** An attempt as taken; `abandoned` in the middle of a step, by a process that died. */
export type TakenAttempt = Attempt & { readonly abandoned: boolean };

/** Attempts, their leases and the money they moved. */
export interface PaymentAttempts {
  /** Opens the one attempt a session may have; `undefined` where the session changed meanwhile. */
  open(attempt: NewAttempt): Promise<Attempt | undefined>;
  /** Records what a step did before the next begins, and renews the lease. `false`: the lease is lost. */
  progress(attempt: Attempt, saga: Saga, movements: readonly Movement[]): Promise<boolean>;
  /** Puts the attempt down, for whoever comes first after `waitMs`. */
  putDown(attempt: Attempt, saga: Saga, movements: readonly Movement[], waitMs: number): Promise<void>;
  /** Keeps the lease during a step that takes long. */
  renew(attempt: Attempt): Promise<void>;
  end(attempt: Attempt, end: AttemptEnd): Promise<boolean>;
  /** Takes an open attempt that nobody works on. */
  take(tenantId: string, attemptId: string): Promise<TakenAttempt | undefined>;
  /** Whether the attempt that sold the session was begun by the request with this key, as `Saga.requestedBy` has it. */
  hasSoldFor(stored: StoredSession, requestedBy: string): Promise<boolean>;
  takeOfSession(tenantId: string, sessionId: string): Promise<TakenAttempt | undefined>;
  /** Takes one that waits for a person; workers do not see it meanwhile. */
  takeManual(tenantId: string, attemptId: string): Promise<TakenAttempt | undefined>;
  /** Gives one back that waits for a person, as it was. */
  letGo(attempt: Attempt): Promise<void>;
  /** Lets workers carry on with one that waited for a person. */
  reopen(attempt: Attempt, saga: Saga): Promise<void>;
  due(most: number): Promise<readonly Located[]>;
}
