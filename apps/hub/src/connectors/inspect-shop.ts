import type { CheckReport, Finding } from '@acp-hub/connector';
import type { Connection } from './connection';

/** What shop and payment account say is wrong with them, and whether the shop sells in the connection's currency. */
export async function inspectShop(connection: Connection): Promise<CheckReport> {
  const [shop, account] = await Promise.all([connection.platform.store.check(), accountProblem(connection)]);
  const problems = [currencyProblem(connection, shop), account].filter((problem) => problem !== undefined);
  return {
    ...shop,
    ok: shop.ok && problems.length === 0,
    findings: [...shop.findings, ...problems],
  };
}

function currencyProblem({ currency }: Connection, { facts }: CheckReport): Finding | undefined {
  if (facts === undefined || facts.currency === currency) return undefined;
  const message = `The shop sells in ${facts.currency}, and the connection is for ${currency}: every quote will be refused. Add a connection in the shop’s currency.`;
  return { severity: 'error', code: 'wrong_currency', message };
}

async function accountProblem({ payment }: Connection): Promise<Finding | undefined> {
  const answer = await payment.account.check();
  if (answer.ok) return undefined;
  return { severity: 'error', code: 'payment_account', message: answer.error.message };
}
