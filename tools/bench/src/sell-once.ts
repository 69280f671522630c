import { request } from 'undici';
import type { Target } from './load/load';
import { newCheckout, payment } from './operations';

/** One sale at the hub, to take measures from: the session, and what was answered when it opened and when it ended. */
export async function sellOnce({ baseUrl, token }: Target) {
  const post = async (path: string, body: object): Promise<string> => {
    const answer = await request(`${baseUrl}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'api-version': '2026-04-17',
        'content-type': 'application/json',
        'idempotency-key': path,
      },
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`The hub answered ${answer.statusCode}: ${text}`);
    return text;
  };
  const open = await post('/checkout_sessions', newCheckout);
  const { id } = JSON.parse(open) as { id: string };
  const completed = await post(`/checkout_sessions/${id}/complete`, payment);
  return { id, open, completed };
}
