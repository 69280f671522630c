import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConnectContext } from '@acp-hub/connector';
import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import type { Json } from './recordings';
import { openShop, type Shop } from '../../src/shop/shop';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
}

export interface Told {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Tape {
  readonly shop: Shop;
  readonly context: ConnectContext;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

export const credentials = {
  consumer_key: `ck_${'1'.repeat(40)}`,
  consumer_secret: `cs_${'2'.repeat(40)}`,
};

const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  general: { woocommerce_currency: 'USD', woocommerce_default_country: 'US:CA' },
  tax: { woocommerce_tax_display_cart: 'excl' },
  products: { woocommerce_weight_unit: 'lbs', woocommerce_dimension_unit: 'in' },
};

/** A shop over real HTTP that says what a test, or a recording, makes it say. */
export async function startTape(
  answer: (asked: Asked) => Told | undefined,
  { now, companionSecret }: { readonly now?: string; readonly companionSecret?: string } = {},
): Promise<Tape> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://shop');
      const text = Buffer.concat(chunks).toString();
      const ask: Asked = {
        method: request.method ?? '',
        path: url.pathname.replace('/wp-json/', ''),
        query: url.searchParams,
        body: text === '' ? undefined : JSON.parse(text),
      };
      const group = /^wc\/v3\/settings\/(\w+)$/.exec(ask.path)?.[1];
      if (group === undefined) asked.push(ask);
      const told = answer(ask) ?? (group === undefined ? undefined : settings(group));
      const {
        status = 200,
        headers = {},
        body,
      } = told ?? {
        status: 404,
        body: { code: 'rest_no_route', message: 'No route', data: { status: 404 } },
      };
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true, deadlineMs: 5_000 });
  const context = createInProcessContext({
    transport,
    ...(now !== undefined && { clock: { now: () => new Date(now) } }),
  });
  const config = { url: `http://127.0.0.1:${port}`, ...credentials };
  return {
    shop: openShop(config, context, companionSecret),
    context,
    asked,
    async stop() {
      await transport.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

const settings = (group: string): Told => ({
  body: Object.entries(SETTINGS[group] ?? {}).map(([id, value]) => ({ id, value })),
});
