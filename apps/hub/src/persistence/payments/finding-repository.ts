import type { TimelineEntry } from '@acp-hub/commerce';
import type { NewId } from '../../ids';
import type { Finding, Findings } from '../../payments/findings';
import type { TenantDirectory } from '../tenant-directory';
import { RECORD_FINDING } from './case-statements';

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
}

const entryOf = ({ code, outcome }: Finding, now: Date): TimelineEntry => ({
  kind: 'reconciled',
  code,
  outcome,
  occurredAt: now.toISOString(),
});
