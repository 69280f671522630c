import type { TimelineEntry } from '@acp-hub/commerce';
import type { NewId } from '../../ids';
import type { Finding, Findings } from '../../payments/findings';
import type { TenantDirectory } from '../tenant-directory';
import { RECORD_FINDING, SETTLE_GONE_FINDINGS } from './case-statements';

export class FindingRepository implements Findings {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly newId: NewId,
    private readonly clock: { now(): Date },
    /** A person is needed. */
    private readonly onReported: (finding: Finding) => void,
  ) {}

  async record(finding: Finding): Promise<boolean> {
    const { scope } = await this.directory.open(finding.tenantId);
    const now = this.clock.now();
    const isMended = finding.outcome === 'mended';
    const rows = await scope.run(RECORD_FINDING, [
      finding.tenantId,
      this.newId('fnd'),
      finding.connectionId,
      finding.sessionId ?? null,
      finding.orderId ?? null,
      finding.attemptId ?? null,
      finding.code,
      finding.reference,
      finding.outcome,
      finding.detail,
      now,
      isMended ? now : null,
      isMended ? 'mended' : null,
      JSON.stringify(entryOf(finding, now)),
    ]);
    if (rows.length === 1 && !isMended) this.onReported(finding);
    return rows.length === 1;
  }

  async settleGone(
    whose: Parameters<Findings['settleGone']>[0],
    still: Parameters<Findings['settleGone']>[1],
  ): Promise<readonly Finding[]> {
    const { scope } = await this.directory.open(whose.tenantId);
    const now = this.clock.now();
    const rows = await scope.run<Pick<Finding, 'code' | 'reference'>>(SETTLE_GONE_FINDINGS, [
      whose.tenantId,
      whose.attemptId ?? null,
      whose.orderId ?? null,
      JSON.stringify(still),
      now,
      now.toISOString(),
      whose.sessionId,
    ]);
    return rows.map(({ code, reference }) => ({
      ...{ ...whose, code, reference },
      outcome: 'gone',
      detail: `What was reported of ${reference} is so no longer: the case is closed.`,
    }));
  }
}

const entryOf = ({ code, outcome }: Finding, now: Date): TimelineEntry => ({
  kind: 'reconciled',
  code,
  outcome,
  occurredAt: now.toISOString(),
});
