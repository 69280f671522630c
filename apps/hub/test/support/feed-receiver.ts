import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ShownProduct } from '../../src/feeds/delivery/feed-api-comparison';

/** A Feed API over real HTTP that upserts by product id, and misbehaves as it is told. */
export async function feedReceiver(token = 'feed-token') {
  const products = new Map<string, ShownProduct>();
  const state = {
    requests: [] as { method: string; products: number; bytes: number }[],
    /** Taken from the front, one a request; `undefined` works as it should. */
    faults: [] as (((response: ServerResponse) => void) | undefined)[],
    /** Accepted and not kept, so many times. */
    forget: new Map<string, number>(),
    /** Whether variants that an upsert does not name stay, as one may read the protocol. */
    mergesVariants: false,
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const given = body === '' ? [] : (JSON.parse(body).products as ShownProduct[]);
      state.requests.push({ method: request.method ?? '', products: given.length, bytes: body.length });
      const fault = state.faults.shift();
      if (fault !== undefined) return fault(response);
      const answer = (status: number, value: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      if (request.headers.authorization !== `Bearer ${token}`)
        return answer(401, { message: 'Unknown token' });
      if (request.url?.split('?', 1)[0] !== '/feeds/feed_1/products')
        return answer(404, { message: 'Feed not found' });
      if (request.method === 'GET')
        return answer(200, { products: [...products.values()].map((one) => ({ ...one, received: true })) });
      for (const product of given) {
        const left = state.forget.get(product.id) ?? 0;
        if (left > 0) state.forget.set(product.id, left - 1);
        else
          products.set(
            product.id,
            state.mergesVariants ? merged(products.get(product.id), product) : product,
          );
      }
      return answer(200, { id: 'feed_1', accepted: true });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    products,
    state,
    target: {
      kind: 'feed_api' as const,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feeds/feed_1`,
      token,
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function merged(before: ShownProduct | undefined, product: ShownProduct): ShownProduct {
  const told = new Set(product.variants.map(({ id }) => id));
  const others = before?.variants.filter(({ id }) => !told.has(id)) ?? [];
  return { ...product, variants: [...product.variants, ...others] };
}
