import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { currency, money, type Money } from '@acp-hub/commerce';
import { createFakePsp, type FakePsp } from '@acp-hub/fake-psp';
import type { AuthorizeRequest, PaymentAccount, PaymentContext } from '@acp-hub/payment';
import { sandboxProvider, type SandboxConfig } from '../../src';

export const DEADLINE_MS = 1_000;
export const usd = (amount: number): Money => money(amount, currency('USD'));

export interface Sandbox {
  readonly psp: FakePsp;
  readonly config: SandboxConfig;
  readonly context: PaymentContext;
  /** Everything the provider logged. */
  readonly logged: unknown[];
  readonly account: PaymentAccount;
  connect(more: Partial<SandboxConfig>): PaymentAccount;
  close(): Promise<void>;
}

/** The provider connected to a sandbox server over HTTP. */
export async function openSandbox(): Promise<Sandbox> {
  const psp = await createFakePsp();
  const config = { baseUrl: await psp.listen(), apiKey: 'sk_sandbox_demo', merchantId: 'acct_demo' };
  const dispatcher = new Agent();
  const logged: unknown[] = [];
  const log = (...entry: unknown[]) => void logged.push(entry);
  const context: PaymentContext = {
    mode: 'test',
    transport: { dispatcher, deadlineMs: DEADLINE_MS },
    clock: { now: () => new Date('2026-04-17T00:00:00Z') },
    logger: { debug: log, warn: log },
  };
  return {
    psp,
    config,
    context,
    logged,
    account: sandboxProvider.connect(config, context),
    connect: (more) => sandboxProvider.connect({ ...config, ...more }, context),
    async close() {
      await dispatcher.destroy();
      await psp.close();
    },
  };
}

export const payment = (
  token = 'tok_sandbox_ok',
  more: Partial<AuthorizeRequest> = {},
): AuthorizeRequest => ({
  idempotencyKey: randomUUID(),
  token,
  amount: usd(1_999),
  reference: { tenantId: 'ten_1', sessionId: 'cs_1', attempt: 1 },
  ...more,
});
