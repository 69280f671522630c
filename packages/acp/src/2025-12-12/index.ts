import type { AcpCodec } from '../codec';
import { decodeCancel } from '../common/decode/cancel';
import { encodeSummaryOrderEvent } from '../common/encode/summary-order-event';
import { summaryOrderEvent } from '../common/wire/summary-order-event';
import { encodeOrder } from '../modern/encode-order';
import { orderSchema } from '../modern/order-responses';
import { decodeComplete, decodeCreate, decodeUpdate } from './decode';
import { encodeSession } from './encode';
import { requestSchemas } from './requests';
import { sessionSchema } from './responses';

export const codec: AcpCodec = {
  version: '2025-12-12',
  schemas: { ...requestSchemas, session: sessionSchema, order: orderSchema, orderEvent: summaryOrderEvent },
  decodeCreate,
  decodeUpdate,
  decodeComplete,
  decodeCancel,
  encodeSession,
  encodeOrder,
  encodeOrderEvent: encodeSummaryOrderEvent,
};
