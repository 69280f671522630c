import type { ClaimedNews, DeliveryRecord, NewsOutcome, Settlement } from '../../webhooks/ports';

/** A claim that ends, with its delivery as it is stored. */
export interface Settled {
  readonly news: ClaimedNews;
  readonly settlement: Settlement;
  readonly delivery?: DeliveryRecord & { readonly id: string; readonly sealed?: Buffer };
}

/** The parameters of `SETTLE` from the third on: a column each, and the sealed bodies one after the other. */
export function settleValues(settled: readonly Settled[]): readonly unknown[] {
  const column = (pick: (one: Settled) => unknown): readonly unknown[] => settled.map(pick);
  const lengths = settled.map(({ delivery }) => delivery?.sealed?.length ?? 0);
  let from = 1;
  const starts = lengths.map((length) => {
    const start = from;
    from += length;
    return start;
  });
  return [
    column(({ news }) => news.outboxId),
    column(({ news }) => news.claim),
    column(({ settlement }) => finalOutcome(settlement.outcome)),
    column(({ news, settlement }) => coveredBy(news, settlement.outcome)),
    column(({ settlement: { outcome } }) => ('at' in outcome ? outcome.at : null)),
    column(({ settlement }) => (settlement.outcome.kind === 'postponed' ? 0 : 1)),
    column(({ delivery }) => delivery?.id ?? null),
    column(({ delivery }) => delivery?.status ?? null),
    column(({ delivery }) => delivery?.error ?? null),
    starts,
    lengths,
    column(({ settlement }) => settlement.health?.kind ?? null),
    column(({ settlement: { health } }) => (health?.kind === 'silent' ? health.sparedUntil : null)),
    Buffer.concat(settled.flatMap(({ delivery }) => delivery?.sealed ?? [])),
  ];
}

function finalOutcome({ kind }: NewsOutcome): 'delivered' | 'skipped' | 'dead' | null {
  switch (kind) {
    case 'delivered':
    case 'skipped':
    case 'dead':
      return kind;
    case 'retry':
    case 'postponed':
      return null;
  }
}

/** The first news of an order says that it exists, and what came later is still to be told as an update. */
const coveredBy = ({ event, newestOutboxId }: ClaimedNews, { kind }: NewsOutcome): string =>
  event === 'order_create' || kind === 'dead' ? '' : newestOutboxId;
