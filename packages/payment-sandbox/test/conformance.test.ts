import { currency, money } from '@acp-hub/commerce';
import { describePaymentProvider, type TokenKind, type Write } from '@acp-hub/payment-testkit';
import { DEADLINE_MS, openSandbox } from './support/sandbox';

const tokens: Readonly<Record<TokenKind, string>> = {
  approves: 'tok_sandbox_ok',
  declines: 'tok_sandbox_declined',
  lacks_funds: 'tok_sandbox_insufficient_funds',
  asks_3ds: 'tok_sandbox_requires_3ds',
};

const paths: Readonly<Record<Write, string>> = {
  authorize: '/payments',
  capture: '/payments/*/capture',
  void: '/payments/*/void',
  refund: '/payments/*/refunds',
};

describePaymentProvider(
  'sandbox',
  async () => {
    const { psp, config, account, connect, logged, close } = await openSandbox();
    return {
      account,
      other: connect({ apiKey: 'sk_sandbox_other', merchantId: 'acct_other' }),
      deadlineMs: DEADLINE_MS,
      amount: (minorUnits) => money(minorUnits, currency('USD')),
      token: async (kind) => tokens[kind],
      strike: (write, fault) => psp.faults.schedule({ method: 'POST', path: paths[write], ...fault }),
      async refuseConnections() {
        await psp.refuse();
        return () => psp.accept();
      },
      booked(id) {
        const found = psp.payments().find((one) => one.id === id);
        if (found === undefined) return undefined;
        const { authorized, captured, refunded, status } = found;
        return { authorized, captured, refunded, voided: status === 'voided' };
      },
      opened: () => psp.payments().length,
      logged,
      secrets: [config.apiKey, 'sk_sandbox_other'],
      close,
    };
  },
  { describe, it },
);
