import type { Command } from 'commander';
import type { ReconcileReport } from '../../payments/reconcile/reconcile-attempts';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { asOperator } from '../operator';
import { readTimePast } from '../read-time';
import type { Surroundings } from '../surroundings';

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
What was found before is not told again, so that a second run finds nothing. Payments whose shop or provider gives no
answer are listed, and the exit code is 1: run it again later.

Example:
  $ hub reconcile --since 2026-11-01T00:00:00Z`,
    )
    .action((options: Options) => reconcile(options, surroundings));
}

const reconcile = (options: Options, surroundings: Surroundings): Promise<void> => {
  const now = new Date();
  const since = readTimePast(options.since, '--since', now) ?? new Date(now.getTime() - DAY_MS);
  return asOperator(surroundings, async ({ tenants, saleTools }) => {
    const ids =
      options.tenant === undefined ? await tenants.ids() : [await chooseTenant(tenants, options.tenant)];
    const reports = await saleTools(async (tools) => {
      const all: (ReconcileReport & { readonly tenantId: string })[] = [];
      for (const tenantId of ids) all.push({ tenantId, ...(await tools.reconcile.tenant(tenantId, since)) });
      return all;
    });
    const findings = reports.flatMap((report) => report.findings);
    const unreachable = reports.flatMap((report) =>
      report.unreachable.map((each) => ({ ...each, tenantId: report.tenantId })),
    );
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
      unreachable: unreachable.map(({ tenantId, sessionId, orderId, attemptId, why }) => ({
        tenant_id: tenantId,
        session_id: sessionId,
        order_id: orderId,
        attempt_id: attemptId,
        why,
      })),
    };
    const human =
      findings.length === 0
        ? `Compared ${checked} payment attempts: no difference.`
        : findings.map(({ outcome, code, sessionId, detail }) => ({
            outcome,
            code,
            session: sessionId,
            detail,
          }));
    print(surroundings, { json, human }, options);
    if (unreachable.length === 0) return;
    const rows = unreachable.map(({ attemptId, sessionId, orderId, why }) => ({
      'not compared': attemptId,
      session: sessionId,
      order: orderId,
      why,
    }));
    if (options.json !== true) print(surroundings, { json: undefined, human: rows }, {});
    throw new ProvisioningError(
      `${unreachable.length} of ${checked + unreachable.length} payment attempts could not be compared. Try again once shop and provider answer.`,
    );
  });
};
