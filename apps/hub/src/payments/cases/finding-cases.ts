import type { Case, CaseSource, Settled, Settlement } from './case';
import { refused } from './cases';
import type { CaseRecords, OpenFinding } from './ports';

/** Differences between hub, shop and provider that the reconciler could not mend. */
export class FindingCases implements CaseSource {
  constructor(private readonly records: CaseRecords) {}

  async list(tenantId: string): Promise<readonly Case[]> {
    return (await this.records.findings(tenantId)).map(caseOf);
  }

  async find(tenantId: string, id: string): Promise<Case | undefined> {
    const found = await this.records.finding(tenantId, id);
    return found && caseOf(found);
  }

  async settle({ tenantId, id }: Case, { as, note }: Settlement): Promise<Settled> {
    return (await this.records.settleFinding(tenantId, id, as, note))
      ? { kind: 'settled' }
      : refused('somebody else has settled it');
  }

  retry(): Promise<Settled> {
    return Promise.resolve(refused('there is nothing to be tried again'));
  }
}

const caseOf = (finding: OpenFinding): Case => {
  const { findingId, tenantId, connectionId, sessionId, orderId, attemptId } = finding;
  return {
    ...{ id: findingId, tenantId, connectionId },
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(orderId === undefined ? {} : { orderId }),
    kind: finding.code,
    since: finding.foundAt,
    why: finding.detail,
    facts: { reference: finding.reference, ...(attemptId === undefined ? {} : { attempt: attemptId }) },
    log: [],
    // Nothing of the hub's depends on it: what there was to do was done at the shop or the provider.
    settlements: ['resolved', 'accepted'],
    canRetry: false,
  };
};
