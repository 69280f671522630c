import { request } from 'undici';

export const payWithGranted = (token: string) => ({
  payment_data: {
    handler_id: 'card_stripe',
    instrument: { type: 'card', credential: { type: 'spt', token } },
  },
});

/** What agents do at the fake of Stripe. `account` is the merchant's that a token is granted to. */
export function grantedTokens(stripeUrl: string) {
  const tokens = '/v1/test_helpers/shared_payment/granted_tokens';
  const call = async (account: string, path: string, form: Readonly<Record<string, string>>) => {
    const answer = await request(`${stripeUrl}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer sk_test_${account}`,
        'stripe-version': '2026-04-22.preview',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
    });
    const body = (await answer.body.json()) as { readonly id: string };
    if (answer.statusCode !== 200) throw new Error(JSON.stringify(body));
    return body;
  };
  return {
    async grant(card = 'pm_card_visa', limits: Readonly<Record<string, string>> = {}, account = 'atlas') {
      const form = { currency: 'usd', max_amount: '5000', ...limits };
      const { id } = await call(account, tokens, {
        payment_method: card,
        ...Object.fromEntries(Object.entries(form).map(([name, value]) => [`usage_limits[${name}]`, value])),
      });
      return id;
    },
    /** As Stripe itself, or the merchant in its dashboard, gives a payment up. */
    cancel: (intent: string, account = 'atlas') => call(account, `/v1/payment_intents/${intent}/cancel`, {}),
    revoke: (token: string, account = 'atlas') => call(account, `${tokens}/${token}/revoke`, {}),
  };
}
