import type { PaymentProvider } from '@acp-hub/payment';
import { HOLD_MS } from './hold';
import { markRequests } from './mark-requests';
import { watchCalls } from './watch-calls';

const refused = {
  rejected: { kind: 'rejected', reason: 'wrong_state', message: 'Refused, as the script wants it.' },
  unreachable: { kind: 'transient', message: 'Not reached, as the script wants it.' },
} as const;

/** The provider itself under a name of its own, with its calls watched. */
export const watchedProvider = <Config>(provider: PaymentProvider<Config>): PaymentProvider<Config> => ({
  ...provider,
  id: `chaos-${provider.id}`,
  connect(config, context) {
    const dispatcher = context.transport.dispatcher.compose(markRequests(HOLD_MS));
    const account = provider.connect(config, {
      ...context,
      transport: { ...context.transport, dispatcher },
    });
    return watchCalls(account, (how) => ({
      ok: false,
      error: { ...refused[how], outcome: 'not_applied' },
    }));
  },
});
