import type { Command } from 'commander';
import type { ReconcileReport } from '../../payments/reconcile/reconcile-attempts';
import { print } from '../answer';
import { TENANT_OPTION } from '../choose-tenant';
import { asOperator } from '../operator';
import type { Surroundings } from '../surroundings';
import { UsageError } from '../usage-error';

interface Options {
  tenant?: string;
  since?: string;
  json?: boolean;
}

const DAY_MS = 24 * 3_600_000;

export function addReconcileCommand(program: Command, surroundings: Surroundings): void {
  program
    .command('reconcile')
    .description('compare hub, shop and payment provider; mend what is safe to mend and report the rest')
    .option(TENANT_OPTION[0], 'one merchant (default: all)')
    .option('--since <time>', 'payment attempts opened since then, RFC 3339 (default: a day ago)')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
A running hub does the same on a schedule, for the last seven days. What is reported is a case: hub cases list.
What was found before is not told again, so that a second run finds nothing.

Example:
  $ hub reconcile --since 2026-11-01T00:00:00Z`,
    )
    .action((options: Options) => reconcile(options, surroundings));
}

const reconcile = (options: Options, surroundings: Surroundings): Promise<void> => {
  const since = sinceOf(options.since);
  return asOperator(surroundings, async ({ tenants, saleTools }) => {
    const ids = options.tenant === undefined ? await tenants.ids() : [options.tenant];
    const reports = await saleTools(async (tools) => {
      const all: (ReconcileReport & { readonly tenantId: string })[] = [];
      for (const tenantId of ids) all.push({ tenantId, ...(await tools.reconcile.tenant(tenantId, since)) });
      return all;
    });
    const findings = reports.flatMap((report) => report.findings);
    const unreachable = reports.flatMap((report) => report.unreachable);
    const checked = reports.reduce((sum, report) => sum + report.checked, 0);
    const json = {
      checked,
      findings: findings.map((each) => ({
        tenant_id: each.tenantId,
        code: each.code,
        outcome: each.outcome,
        reference: each.reference,
        session_id: each.sessionId,
        order_id: each.orderId,
        attempt_id: each.attemptId,
        detail: each.detail,
      })),
      unreachable: unreachable.map(({ attemptId, why }) => ({ attempt_id: attemptId, why })),
    };
    const human =
      findings.length === 0
        ? `Compared ${checked} payment attempts: no difference. ${unreachable.length} could not be compared.`
        : findings.map(({ outcome, code, sessionId, detail }) => ({
            outcome,
            code,
            session: sessionId,
            detail,
          }));
    print(surroundings, { json, human }, options);
  });
};

function sinceOf(given: string | undefined): Date {
  const since = given === undefined ? new Date(Date.now() - DAY_MS) : new Date(given);
  if (Number.isNaN(since.getTime()))
    throw new UsageError(`--since takes a time such as 2026-11-01T00:00:00Z, not "${given ?? ''}".`);
  return since;
}
