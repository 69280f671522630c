import { currency } from '@acp-hub/commerce';
import { inStore, type Mutant } from './mutant';

export const declarationMutants: readonly Mutant[] = [
  {
    does: 'has an id that is none',
    caughtBy: 'declaration.shape',
    mutate: (connector) => ({ ...connector, id: 'Reference Shop' }),
  },
  {
    does: 'has no method to register what it declares: webhooks it cannot read in poll mode',
    caughtBy: 'declaration.shape',
    mutate: (connector) => ({
      ...connector,
      capabilities: { ...connector.capabilities, orderUpdates: 'poll' },
    }),
  },
  {
    does: 'takes every shop to sell in francs',
    caughtBy: 'declaration.check_passes',
    mutate: inStore(({ check }) => ({
      async check() {
        const report = await check();
        return report.facts ? { ...report, facts: { ...report.facts, currency: currency('CHF') } } : report;
      },
    })),
  },
  {
    does: 'finds every shop healthy',
    caughtBy: 'declaration.check_explains',
    mutate: inStore(({ check }) => ({ check: async () => ({ ...(await check()), ok: true }) })),
  },
];
