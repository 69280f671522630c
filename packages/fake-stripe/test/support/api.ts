import { request } from 'undici';

type Form = Readonly<Record<string, string | number>>;

export interface CallOptions {
  readonly key?: string;
  readonly version?: string;
  readonly timeoutMs?: number;
}

/** Parameters are written as they go over the wire, e.g. `'usage_limits[currency]': 'usd'`. */
export function apiOf(base: string, account = 'demo') {
  const call = async (method: 'GET' | 'POST', path: string, form?: Form, options: CallOptions = {}) => {
    const { key, version = '2026-04-22.preview', timeoutMs = 10_000 } = options;
    const answer = await request(`${base}${path}`, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization: `Bearer sk_test_${account}`,
        'stripe-version': version,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(form && {
        body: new URLSearchParams(
          Object.entries(form).map(([k, v]): [string, string] => [k, String(v)]),
        ).toString(),
      }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: JSON.parse(await answer.body.text()),
    };
  };
  const api = {
    get: (path: string, options?: CallOptions) => call('GET', path, undefined, options),
    post: (path: string, form: Form = {}, options?: CallOptions) => call('POST', path, form, options),
    /** A granted token for a test card. */
    async token(card = 'pm_card_visa', limits: Form = {}): Promise<string> {
      const minted = await api.post('/v1/test_helpers/shared_payment/granted_tokens', {
        payment_method: card,
        'usage_limits[currency]': 'usd',
        'usage_limits[max_amount]': 10_000,
        ...limits,
      });
      if (minted.status !== 200) throw new Error(JSON.stringify(minted.body));
      return String(minted.body['id']);
    },
    pay: (token: string, more: Form = {}, options?: CallOptions) =>
      api.post(
        '/v1/payment_intents',
        {
          amount: 1_000,
          currency: 'usd',
          confirm: 'true',
          capture_method: 'manual',
          'payment_method_data[shared_payment_granted_token]': token,
          ...more,
        },
        options,
      ),
  };
  return api;
}

export type Api = ReturnType<typeof apiOf>;
export type Answer = Awaited<ReturnType<Api['get']>>;
