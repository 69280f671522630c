import type { EndedAttempt, ReconcileBooks } from './ports';
import type { ReconcileAttempts, ReconcileReport } from './reconcile-attempts';

/** Calls to shop and provider of one page. */
const AT_ONCE = 100;
/** Attempts that ended just now may still be settling at shop and provider. */
const LEFT_ALONE_MS = 2 * 60_000;
const MERCHANTS_AT_ONCE = 20;
/** A pass looks back so far, goes on with its next page soon, and begins anew after a while. */
const LOOK_BACK_MS = 7 * 24 * 3_600_000;
const NEXT_PAGE_MS = 60_000;
const NEXT_PASS_MS = 6 * 3_600_000;

/** Walks through the attempts of merchants: all at once for an operator, page by page on a schedule. */
export class Reconcile {
  constructor(
    private readonly books: ReconcileBooks,
    private readonly reconcileAttempts: ReconcileAttempts,
    private readonly clock: { now(): Date },
    private readonly onReport: (tenantId: string, report: ReconcileReport) => void,
  ) {}

  /** Everything of one merchant since then, and until now. */
  async tenant(tenantId: string, since: Date): Promise<ReconcileReport> {
    const until = this.clock.now();
    let total: ReconcileReport = { checked: 0, findings: [], unreachable: [] };
    let after: string | undefined;
    for (;;) {
      const page = await this.#page(tenantId, after, since, until);
      total = sum(total, await this.reconcileAttempts.execute(page));
      after = page.at(-1)?.attemptId;
      if (page.length < AT_ONCE) return total;
    }
  }

  /** One page of every merchant whose turn has come. */
  async due(): Promise<void> {
    for (const { tenantId } of await this.books.due(MERCHANTS_AT_ONCE)) {
      const turn = await this.books.takeTurn(tenantId, NEXT_PASS_MS);
      if (turn === undefined) continue;
      const now = this.clock.now().getTime();
      const [since, until] = [new Date(now - LOOK_BACK_MS), new Date(now - LEFT_ALONE_MS)];
      const page = await this.#page(tenantId, turn.after, since, until);
      this.onReport(tenantId, await this.reconcileAttempts.execute(page));
      const isOver = page.length < AT_ONCE;
      const after = isOver ? undefined : page.at(-1)?.attemptId;
      await this.books.finishTurn(tenantId, after, isOver ? NEXT_PASS_MS : NEXT_PAGE_MS);
    }
  }

  #page(
    tenantId: string,
    after: string | undefined,
    since: Date,
    until: Date,
  ): Promise<readonly EndedAttempt[]> {
    return this.books.ended(tenantId, { ...(after === undefined ? {} : { after }), since, until }, AT_ONCE);
  }
}

const sum = (one: ReconcileReport, other: ReconcileReport): ReconcileReport => ({
  checked: one.checked + other.checked,
  findings: [...one.findings, ...other.findings],
  unreachable: [...one.unreachable, ...other.unreachable],
});
