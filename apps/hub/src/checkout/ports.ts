import type { CheckoutSession, SessionId } from '@acp-hub/commerce';
import type { Agent, Mode } from '../agents/agent';
import type { Located } from '../located';

/** An order placed and unpaid at the platform, kept for the session's next attempt to pay. */
export interface HeldOrder {
  readonly platformOrderId: string;
  readonly number?: string;
  /** The key it was placed under. */
  readonly idempotencyKey: string;
  readonly total: number;
  /** Digest of the request it was placed from. */
  readonly requestDigest: string;
  /** RFC 3339 UTC; absent where the platform holds it for good. */
  readonly heldUntil?: string;
}

/** A payment that asked for 3-D Secure: to be gone on with by the next attempt, or to be voided. */
export interface PendingPayment {
  readonly paymentId: string;
  /** The attempt it asked in. */
  readonly attemptId: string;
}

/** A session as stored, with what is needed to store it again. */
export interface StoredSession {
  readonly tenantId: string;
  readonly session: CheckoutSession;
  /** Grows with every write; a write names the one it read. */
  readonly version: number;
  readonly wrappedKey: Buffer;
  readonly agentId: string;
  readonly connectionId: string;
  readonly mode: Mode;
  readonly apiVersion: string;
  readonly heldOrder?: HeldOrder;
  /** Oldest first; only the last may be gone on with, while the session waits for 3-D Secure. */
  readonly pendingPayments?: readonly PendingPayment[];
}

/** The right to answer one idempotency key, until the lease runs out. */
export interface Claim {
  readonly scope: Buffer;
  readonly id: string;
}

/** An answer as it goes over the wire, to be kept with its key. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export type Claimed =
  | { readonly kind: 'claimed'; readonly claim: Claim; readonly stored: StoredSession | undefined }
  /** Answered before: these bytes, again. */
  | { readonly kind: 'replay'; readonly answer: Answer }
  /** Answered before, of a session that is forgotten since. */
  | { readonly kind: 'forgotten' }
  /** The key stands for another body. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'in_flight'; readonly retryAfterSeconds: number };

export interface KeyedRequest {
  /** SHA-256 over agent, path and key. */
  readonly scope: Buffer;
  /** SHA-256 of the body's canonical form. */
  readonly digest: Buffer;
}

/** `claim_lost`: another process took the key over; this one must not answer. */
export type WriteResult = 'stored' | 'version_changed' | 'claim_lost';

/** Sessions and idempotency keys; a business change and its answer are one statement. */
export interface CheckoutSessions {
  /** Claims the key and reads the session, if one is named, in one statement. */
  claim(agent: Agent, request: KeyedRequest, sessionId?: SessionId): Promise<Claimed>;
  /** `undefined` for an unknown session and for one of another merchant or agent alike. */
  find(agent: Agent, sessionId: SessionId): Promise<StoredSession | undefined>;
  /** For workers, which know the tenant from a scan. */
  findById(tenantId: string, sessionId: SessionId): Promise<StoredSession | undefined>;
  insert(
    agent: Agent,
    session: CheckoutSession,
    apiVersion: string,
    claim: Claim | undefined,
    answer: Answer,
  ): Promise<WriteResult>;
  update(
    tenantId: string,
    stored: StoredSession,
    next: CheckoutSession,
    settle?: { readonly claim: Claim; readonly answer: Answer },
  ): Promise<WriteResult>;
  /** Keeps an answer that changed nothing. */
  settle(tenantId: string, claim: Claim, answer: Answer, session?: StoredSession): Promise<void>;
  /** Gives the key back after a failure of ours, so that a retry is fresh. */
  release(tenantId: string, claim: Claim): Promise<void>;
  /** The held order is gone. */
  clearHeldOrder(tenantId: string, sessionId: SessionId): Promise<void>;
  /** Nothing of that payment is held any more. */
  dropPendingPayment(tenantId: string, sessionId: SessionId, paymentId: string): Promise<void>;
  /** What the session left behind could not be released: not before `waitMs` again, so that others get their turn. */
  postponeRelease(tenantId: string, sessionId: SessionId, waitMs: number): Promise<void>;
}

/** Sessions that time alone has something to do with; found across tenants. */
export interface DueSessions {
  expired(moment: Date, most: number): Promise<readonly Located[]>;
  /** Due by the database's clock, by which they are put off. */
  withHeldOrder(most: number): Promise<readonly Located[]>;
  /** With payments that asked for 3-D Secure, and that nobody goes on with; as `withHeldOrder`. */
  withPendingPayment(most: number): Promise<readonly Located[]>;
  /** Ended without an order, and over since before `moment`. */
  abandoned(moment: Date, most: number): Promise<readonly Located[]>;
  /** Deletes a session with its attempts and the key to its answers; money movements stay. Does nothing while an order or money may be held. */
  forget(tenantId: string, sessionId: string): Promise<void>;
}
