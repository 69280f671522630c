import { Agent, request } from 'undici';
import {
  canvasAndCo,
  createFakeWooCommerce,
  type FakeWooCommerce,
  type FakeWooCommerceOptions,
} from '../../src';
import { parsed } from './compare-delivery';
import type { Json } from './recordings';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Json;
}

export const list = (value: Json): readonly Json[] => value as readonly Json[];

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface OpenShop {
  readonly shop: FakeWooCommerce;
  readonly url: string;
  /** `path` below the shop's address; an answer that is no JSON comes as text. */
  ask(
    method: Method,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** `wc/v3` with a key that may write, or another corner of the REST API that takes keys. */
  office(method: Method, path: string, body?: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export const KEY = `Basic ${Buffer.from('ck_canvas_read_write:cs_canvas_read_write').toString('base64')}`;

/** A shop over HTTP, with a proxy before it that says it ends TLS. */
export async function openShop(options: Partial<FakeWooCommerceOptions> = {}): Promise<OpenShop> {
  const shop = await createFakeWooCommerce({ shop: canvasAndCo, ...options });
  const url = await shop.listen();
  const agent = new Agent();
  const ask: OpenShop['ask'] = async (method, path, body, headers) => {
    const answer = await request(`${url}${path}`, {
      method,
      dispatcher: agent,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.statusCode, headers: answer.headers, body: parsed(await answer.body.text()) };
  };
  return {
    shop,
    url,
    ask,
    office: (method, path, body) =>
      ask(method, `/wp-json/${/^wc-/.test(path) ? '' : 'wc/v3/'}${path}`, body, {
        authorization: KEY,
        'x-forwarded-proto': 'https',
      }),
    async close() {
      await agent.close();
      await shop.close();
    },
  };
}
