import type {
  CancelCheckout,
  CompleteCheckout,
  CreateCheckout,
  OrderView,
  UpdateCheckout,
} from '@acp-hub/commerce';
import type { z } from 'zod';
import type { Decoded } from './common/decode/decoded';
import type { OrderResponse } from './modern/order-responses';
import type { AcpVersion } from './versions';
import type { SessionView } from './views';

/** The schemas of one version: what it reads (tolerant) and what it sends (exact). */
export interface VersionSchemas {
  readonly create: z.ZodType;
  readonly update: z.ZodType;
  readonly complete: z.ZodType;
  readonly cancel: z.ZodType;
  readonly session: z.ZodType;
  readonly order: z.ZodType;
  readonly orderEvent: z.ZodType;
}

/** `specification`: `order_create`, `order_update`; `openai`: `order_created`, `order_updated`. */
export type EventNaming = 'specification' | 'openai';

export interface OrderEvent {
  readonly kind: 'create' | 'update';
  readonly view: OrderView;
  readonly naming?: EventNaming;
}

/** One protocol version in front of the canonical model. Pure: bodies are parsed JSON in and plain JSON out. */
export interface AcpCodec {
  readonly version: AcpVersion;
  readonly schemas: VersionSchemas;
  decodeCreate(body: unknown): Decoded<CreateCheckout>;
  decodeUpdate(body: unknown): Decoded<UpdateCheckout>;
  decodeComplete(body: unknown): Decoded<CompleteCheckout>;
  /** An absent body is a cancel without a reason. */
  decodeCancel(body: unknown): Decoded<CancelCheckout>;
  /** Any session can be shown in any version; what the version lacks maps down. */
  encodeSession(view: SessionView): Readonly<Record<string, unknown>>;
  /** `GET /orders/{id}`, an extension of the hub: the newest version's order, in every version. */
  encodeOrder(view: OrderView): OrderResponse;
  encodeOrderEvent(event: OrderEvent): Readonly<Record<string, unknown>>;
}
