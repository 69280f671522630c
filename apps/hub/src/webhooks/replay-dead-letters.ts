import type { NewId } from '../ids';
import type { DeadLetter, Replay, WebhookDesk } from './desk';

export type ReplayOutcome =
  | { readonly kind: 'replayed'; readonly replays: readonly Replay[] }
  /** No dead letters of the merchant's, or replayed already. Nothing was done. */
  | { readonly kind: 'unknown'; readonly ids: readonly string[] }
  /** Their endpoints are off: what is sent there would die again. Nothing was done. */
  | { readonly kind: 'endpoint_disabled'; readonly agentIds: readonly string[] };

const MOST = 1_000;

/** Sends given-up news again, as news of its own with the order's latest state and three more days. */
export class ReplayDeadLetters {
  constructor(
    private readonly desk: WebhookDesk,
    private readonly newId: NewId,
  ) {}

  async ids(tenantId: string, ids: readonly string[]): Promise<ReplayOutcome> {
    const wanted = [...new Set(ids)];
    const found = await this.desk.deadLetters(tenantId, { ids: wanted, most: wanted.length });
    const known = new Set(found.map(({ outboxId }) => outboxId));
    const unknown = wanted.filter((id) => !known.has(id));
    if (unknown.length > 0) return { kind: 'unknown', ids: unknown };
    const disabled = found.filter(({ endpointIsDisabled }) => endpointIsDisabled);
    if (disabled.length > 0) {
      return { kind: 'endpoint_disabled', agentIds: [...new Set(disabled.map(({ agentId }) => agentId))] };
    }
    return { kind: 'replayed', replays: await this.#replay(tenantId, found) };
  }

  /** All of the merchant's, or of one agent's; those of endpoints that are off stay. */
  async all(tenantId: string, agentId?: string): Promise<ReplayOutcome> {
    const replays: Replay[] = [];
    const disabled = new Set<string>();
    let after: string | undefined;
    do {
      const page = await this.desk.deadLetters(tenantId, {
        most: MOST,
        ...(agentId === undefined ? {} : { agentId }),
        ...(after === undefined ? {} : { after }),
      });
      after = page.length < MOST ? undefined : page.at(-1)?.outboxId;
      for (const letter of page) if (letter.endpointIsDisabled) disabled.add(letter.agentId);
      replays.push(
        ...(await this.#replay(
          tenantId,
          page.filter(({ endpointIsDisabled }) => !endpointIsDisabled),
        )),
      );
    } while (after !== undefined);
    return replays.length === 0 && disabled.size > 0
      ? { kind: 'endpoint_disabled', agentIds: [...disabled] }
      : { kind: 'replayed', replays };
  }

  /** One order's letters become one piece of news: it carries the latest state, whichever of them it stands for. */
  async #replay(tenantId: string, letters: readonly DeadLetter[]): Promise<readonly Replay[]> {
    if (letters.length === 0) return [];
    const newIds = new Map<string, string>();
    const replays = letters.map(({ outboxId: deadId, agentId, orderId }) => {
      const matter = `${agentId}/${orderId}`;
      const outboxId = newIds.get(matter) ?? this.newId('out');
      newIds.set(matter, outboxId);
      return { deadId, outboxId };
    });
    return this.desk.replay(tenantId, replays);
  }
}
