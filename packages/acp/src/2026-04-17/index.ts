import type { AcpCodec } from '../codec';
import { decodeCancel } from '../common/decode/cancel';
import { modernDecoders } from '../modern/decode';
import { encodeOrder } from '../modern/encode-order';
import { orderEventSchema, orderSchema } from '../modern/order-responses';
import { encodeOrderEvent, encodeSession } from './encode';
import { requestSchemas } from './requests';
import { sessionSchema } from './responses';

export const codec: AcpCodec = {
  version: '2026-04-17',
  schemas: { ...requestSchemas, session: sessionSchema, order: orderSchema, orderEvent: orderEventSchema },
  ...modernDecoders(requestSchemas),
  decodeCancel,
  encodeSession,
  encodeOrder,
  encodeOrderEvent,
};
