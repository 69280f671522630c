import type { CheckReport } from '@acp-hub/connector';
import type { Connection } from './connection';

/** What a shop says is wrong with it, and whether it sells in the connection's own currency. */
export async function inspectShop({ platform, currency }: Connection): Promise<CheckReport> {
  const report = await platform.store.check();
  if (report.facts === undefined || report.facts.currency === currency) return report;
  const message = `The shop sells in ${report.facts.currency}, and the connection is for ${currency}: every quote will be refused. Add a connection in the shop’s currency.`;
  return {
    ...report,
    ok: false,
    findings: [...report.findings, { severity: 'error', code: 'wrong_currency', message }],
  };
}
