import type { Command } from 'commander';
import type { BuyerSelector } from '../buyers/ports';
import { TENANT_OPTION } from './choose-tenant';
import { UsageError } from './usage-error';

export interface BuyerOptions {
  tenant?: string;
  session?: string;
  order?: string;
  email?: string;
  json?: boolean;
}

/** Adds the options by which commands are told whose data is meant. */
export const withBuyerOptions = (command: Command): Command =>
  command
    .option(...TENANT_OPTION)
    .option('--session <id>', 'one purchase, by its checkout session')
    .option(
      '--order <id>',
      'one purchase, by its order: its id, or the number that the shop shows its customer',
    )
    .option('--email <address>', 'every purchase under this address');

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** @throws UsageError unless exactly one of the options is given, and says something. */
export function readBuyerSelector({ session, order, email }: BuyerOptions): BuyerSelector {
  const given: readonly BuyerSelector[] = [
    ...(session === undefined ? [] : [{ kind: 'session' as const, id: session }]),
    ...(order === undefined ? [] : [{ kind: 'order' as const, id: order }]),
    ...(email === undefined ? [] : [{ kind: 'email' as const, email }]),
  ];
  const [selector, ...others] = given;
  const isBlank = selector !== undefined && 'id' in selector && selector.id.trim() === '';
  if (selector === undefined || isBlank || others.length > 0) {
    throw new UsageError('Say whose data is meant with one of --session, --order and --email.');
  }
  if (selector.kind === 'email' && !EMAIL.test(selector.email.trim()))
    throw new UsageError(`--email: "${selector.email}" is no e-mail address.`);
  return selector;
}
