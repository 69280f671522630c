import type { MerchantProfile, Order, OrderChange, OrderId, PersonalData } from '@acp-hub/commerce';
import type { Mode } from '../agents/agent';
import type { Located } from '../located';

/** An order as stored, with what is needed to show it and to store it again. */
export interface StoredOrder {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly agentId: string;
  readonly mode: Mode;
  /** The protocol version the session was opened in. */
  readonly apiVersion: string;
  readonly order: Order;
  /** Empty once the buyer's data is erased. */
  readonly personal: PersonalData;
  /** Of the key that seals what belongs to this order; destroyed with the buyer's data. */
  readonly wrappedKey?: Buffer;
  readonly merchant: MerchantProfile;
  /** Grows with every write; a write names the one it read. */
  readonly version: number;
}

export interface PlatformOrder {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly platformOrderId: string;
}

/** Orders with their timeline; a change, its timeline and the news for the agent are one statement. */
export interface Orders {
  find(tenantId: string, orderId: OrderId): Promise<StoredOrder | undefined>;
  /** `undefined` for an order that was not sold through the hub, or is not yet paid. */
  findByPlatformId(where: PlatformOrder): Promise<StoredOrder | undefined>;
  /** `undefined` for an unknown token and for one that has expired. */
  findByPageToken(hash: Buffer): Promise<StoredOrder | undefined>;
  /** Agents hear of it where `change` has timeline entries. */
  storeChange(stored: StoredOrder, change: OrderChange): Promise<'stored' | 'version_changed'>;
}

/** Tells the relay that an outbox row was just committed; a lost nudge costs a second, no more. */
export interface OutboxNudge {
  nudge(): void;
}

/** Asks for a fresh look at an order, soon and at least once. */
export interface RefreshQueue {
  /** `reason` names what caused it: the same reason twice is one look. */
  refreshSoon(order: PlatformOrder, reason: string): Promise<void>;
  pollSoon(connection: Omit<PlatformOrder, 'platformOrderId'>): Promise<void>;
}

export interface OrderPolling {
  /** Connections whose turn has come. */
  due(most: number): Promise<readonly Located[]>;
  /**
   * Takes the connection's turn until `nextAt`; `undefined` where another replica has it.
   * @returns up to when changes were seen, the connection's creation at first.
   */
  takeTurn(
    connection: Omit<PlatformOrder, 'platformOrderId'>,
    nextAt: Date,
  ): Promise<{ readonly seenTo: Date } | undefined>;
  /** Everything changed before `seenTo` was taken in. */
  finish(connection: Omit<PlatformOrder, 'platformOrderId'>, seenTo: Date): Promise<void>;
}
