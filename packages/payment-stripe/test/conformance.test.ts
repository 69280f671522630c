import { describePaymentProvider, type TokenKind, type Write } from '@acp-hub/payment-testkit';
import { DEADLINE_MS, openStripe, usd } from './support/stripe';

const cards: Readonly<Record<TokenKind, string>> = {
  approves: 'pm_card_visa',
  declines: 'pm_card_visa_chargeDeclined',
  lacks_funds: 'pm_card_visa_chargeDeclinedInsufficientFunds',
  asks_3ds: 'pm_card_authenticationRequired',
};

const paths: Readonly<Record<Write, string>> = {
  authorize: '/v1/payment_intents',
  capture: '/v1/payment_intents/*/capture',
  void: '/v1/payment_intents/*/cancel',
  refund: '/v1/refunds',
};

describePaymentProvider(
  'stripe',
  async () => {
    const { stripe, config, account, connect, logged, token, close } = await openStripe();
    return {
      account,
      other: connect({ secretKey: 'sk_test_other', merchantId: 'acct_other' }),
      deadlineMs: DEADLINE_MS,
      amount: usd,
      token: (kind) => token(cards[kind]),
      strike: (write, fault) => stripe.faults.schedule({ method: 'POST', path: paths[write], ...fault }),
      async refuseConnections() {
        await stripe.refuse();
        return () => stripe.accept();
      },
      booked(id) {
        const { intents, charges } = stripe.books();
        const intent = intents.find((one) => one.id === id);
        if (intent === undefined) return undefined;
        const charge = charges.find((one) => one.id === intent.latest_charge);
        return {
          authorized: charge?.amount ?? 0,
          captured: charge?.amount_captured ?? 0,
          refunded: charge?.amount_refunded ?? 0,
          voided: intent.status === 'canceled',
        };
      },
      opened: () => stripe.books().intents.length,
      logged,
      secrets: [config.secretKey, 'sk_test_other', 'whsec_demo'],
      close,
    };
  },
  { describe, it },
);
