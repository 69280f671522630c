import type { WebhookSeen } from '../inbox/reader';
import type { OrderView, SessionView } from '../session/session-view';
import { EXIT, type ExitCode } from '../terminal/exit-code';

/** How an errand ended. */
export type PurchaseOutcome =
  | {
      readonly kind: 'bought';
      readonly session: SessionView;
      readonly order: OrderView;
      readonly webhooks: readonly WebhookSeen[];
      /** Whether anybody listened for webhooks at all. */
      readonly listened: boolean;
    }
  /** The shop said no, for a reason a buyer understands. */
  | { readonly kind: 'refused'; readonly reason: string; readonly session: SessionView | undefined }
  /** The server's answer makes no sense in ACP. */
  | { readonly kind: 'not_acp'; readonly reason: string };

export function exitCodeOf(outcome: PurchaseOutcome): ExitCode {
  switch (outcome.kind) {
    case 'bought':
      return outcome.listened && outcome.webhooks.length === 0 ? EXIT.unannounced : EXIT.done;
    case 'refused':
      return EXIT.refused;
    case 'not_acp':
      return EXIT.unreachable;
  }
}

/** The outcome for machines: one line of JSON, amounts in minor units. */
export function outcomeAsJson(outcome: PurchaseOutcome): string {
  switch (outcome.kind) {
    case 'bought':
      return JSON.stringify({
        outcome: 'bought',
        session_id: outcome.session.id,
        order_id: outcome.order.id,
        permalink_url: outcome.order.permalink ?? null,
        currency: outcome.session.currency,
        total: outcome.session.totals.get('total') ?? null,
        webhooks: outcome.webhooks.map(({ event }) => event ?? null),
      });
    case 'refused':
      return JSON.stringify({
        outcome: 'refused',
        reason: outcome.reason,
        session_id: outcome.session?.id ?? null,
        messages: outcome.session?.messages ?? [],
      });
    case 'not_acp':
      return JSON.stringify({ outcome: 'not_acp', reason: outcome.reason });
  }
}
