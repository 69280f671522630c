import {
  cancelRequest,
  orderQuery,
  orderRequest,
  paymentRequest,
  refundRequest,
} from '@acp-hub/store-contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { cancelOrder } from '../orders/cancel-order';
import { changeOrder } from '../orders/change-order';
import { findOrders, getOrder } from '../orders/find-orders';
import { placeOrder } from '../orders/place-order';
import { recordPayment } from '../orders/record-payment';
import { refundOrder } from '../orders/refund-order';
import { writeKey, type Written } from '../orders/write-key';
import { done, type Result } from '../result';
import type { Shop } from '../shop';
import { pathId, readBody, readIdempotencyKey, readQuery } from './read-request';
import { answerWith, serveOperation } from './serve-operation';

interface WriteRequest<Body> {
  readonly key: string;
  readonly body: Body;
}

function readWrite<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): Result<WriteRequest<z.output<Schema>>> {
  const key = readIdempotencyKey(request);
  if (!key.ok) return key;
  const body = readBody(request, schema);
  return body.ok ? done({ key: key.value, body: body.value }) : body;
}

const asOrder = ({ order }: Written) => ({ body: order });

/** Orders, from the hub’s side. */
export function serveOrders(app: FastifyInstance, shop: Shop): void {
  serveOperation(app, 'placeOrder', async (request) => {
    const write = readWrite(request, orderRequest);
    if (!write.ok) return write;
    const { key, body } = write.value;
    const placed = await placeOrder(shop, body, writeKey('place', key, '', body));
    return answerWith(placed, ({ order, repeated }) => ({ body: order, status: repeated ? 200 : 201 }));
  });

  serveOperation(app, 'listOrders', async (request) => {
    const query = readQuery(request, orderQuery);
    return query.ok ? answerWith(await findOrders(shop, query.value), (body) => ({ body })) : query;
  });

  serveOperation(app, 'getOrder', async (request) =>
    answerWith(await getOrder(shop, pathId(request)), (body) => ({ body })),
  );

  serveOperation(app, 'recordPayment', async (request) => {
    const write = readWrite(request, paymentRequest);
    if (!write.ok) return write;
    const { key, body } = write.value;
    const id = pathId(request);
    const pay = writeKey('pay', key, id, body);
    const downloads = shop.links.page(`downloads/${id}`);
    const paid = await changeOrder(shop, id, (order, now) => recordPayment(order, body, now, downloads), pay);
    return answerWith(paid, asOrder);
  });

  serveOperation(app, 'cancelOrder', async (request) => {
    const write = readWrite(request, cancelRequest);
    if (!write.ok) return write;
    const { key, body } = write.value;
    const id = pathId(request);
    const cancel = writeKey('cancel', key, id, body);
    return answerWith(
      await changeOrder(shop, id, (order) => cancelOrder(order, body.reason), cancel),
      asOrder,
    );
  });

  serveOperation(app, 'refundOrder', async (request) => {
    const write = readWrite(request, refundRequest);
    if (!write.ok) return write;
    const { key, body } = write.value;
    const id = pathId(request);
    const refundId = `ref_${randomUUID()}`;
    const refund = writeKey('refund', key, id, body);
    const refunded = await changeOrder(
      shop,
      id,
      (order, now) => refundOrder(order, body, refundId, now),
      refund,
    );
    return answerWith(refunded, (written) => ({
      body: {
        refund: written.order.refunds.find((made) => made.id === written.refundId),
        order: written.order,
      },
      status: written.repeated ? 200 : 201,
    }));
  });
}
