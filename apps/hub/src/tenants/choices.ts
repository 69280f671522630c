import type { Connector } from '@acp-hub/connector';
import type { PaymentProvider } from '@acp-hub/payment';
import type { ZodType } from 'zod';
import type { Mode } from '../agents/agent';
import { wordsOf } from '../words-of';
import { ProvisioningError } from './provisioning-error';

/** The platforms and providers that can be chosen. */
export interface Choices {
  connector(id: string): Connector | Promise<Connector>;
  provider(id: string): PaymentProvider | Promise<PaymentProvider>;
}

/** Turns what a choice complains of into an operator's mistake. @throws ProvisioningError */
export async function choose<T>(pick: () => T | Promise<T>): Promise<T> {
  try {
    return await pick();
  } catch (error) {
    throw new ProvisioningError(wordsOf(error));
  }
}

/** A value as its owner's schema reads it; mistakes are named by place, without quoting secrets. @throws ProvisioningError */
export function valid<T>(schema: ZodType<T>, value: unknown, whose: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'value'}: ${message}`);
  throw needsMending(whose, mistakes);
}

/** The settings of a payment account, which must also be made for the connection's mode. @throws ProvisioningError */
export function validPaymentConfig(provider: PaymentProvider, value: unknown, mode: Mode): unknown {
  const config = valid(provider.configSchema, value, provider.displayName);
  const problem = provider.modeProblem?.(config, mode);
  if (problem !== undefined) throw needsMending(provider.displayName, [problem]);
  return config;
}

const needsMending = (whose: string, mistakes: readonly string[]): ProvisioningError =>
  new ProvisioningError(`The settings of ${whose} need mending: ${mistakes.join('; ')}.`);
