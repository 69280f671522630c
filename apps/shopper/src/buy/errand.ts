import type { ShoppingData } from '../demo/shopping-data';
import type { Dialect } from '../dialect/dialect';
import type { AcpClient } from '../http/acp-client';
import type { Transport } from '../http/transport';
import type { Narrator } from '../terminal/narrator';

/** What the agent was sent out for. */
export interface Errand {
  readonly itemId: string;
  readonly quantity: number;
  readonly coupon: string | undefined;
  /** `cheapest`, `fastest`, or the id of an option. */
  readonly option: string;
  readonly paymentToken: string;
  /** How long to wait for the first webhook, and how long to go on listening after it. */
  readonly waitMs: number;
  readonly followMs: number;
}

/** What every step of a purchase works with. */
export interface Shopping {
  readonly errand: Errand;
  readonly data: ShoppingData;
  readonly dialect: Dialect;
  readonly client: AcpClient;
  readonly transport: Transport;
  readonly narrator: Narrator;
}
