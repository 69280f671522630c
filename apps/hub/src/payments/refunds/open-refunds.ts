import { isRefund, type Adjustment } from '@acp-hub/commerce';
import { movementsOf, movesNothing, type Entry, type Situation } from './money-books';
import { newRefund, type NewRefund } from './refund';

/** Opens a refund for everything in the order's own history that asks for one and has none yet. */
export function openRefunds(situation: Situation): Entry | undefined {
  const { adjustments } = situation.books.order;
  const asked = [
    ...adjustments.filter((each) => asksByPlatform(situation, each)).map(byPlatform),
    // A refund that the platform tells of itself comes first: it may be the same money.
    ...adjustments.filter(({ type }) => type === 'price_adjustment').map(byEdit(situation)),
    ...adjustments.filter(({ type }) => type === 'cancellation').map(byCancellation(situation)),
  ];
  const opened = asked.filter((refund) => isNew(situation, refund));
  return opened.length === 0 ? undefined : { opened };
}

/** A refund in the platform's books that nobody has paid yet, whatever payment it names. */
function asksByPlatform(situation: Situation, adjustment: Adjustment): boolean {
  const { platform, provider } = adjustment.references ?? {};
  if (!isRefund(adjustment) || platform === undefined || adjustment.status !== 'pending') return false;
  return provider === undefined || !movementsOf(situation, 'refund').some(({ id }) => id === provider);
}

const byPlatform = ({ references, amount = 0 }: Adjustment): NewRefund =>
  newRefund('platform', references?.platform ?? '', amount);

/** Where the hub moves nothing these are written down as such, so that a later policy does not pay for the past. */
const byEdit =
  ({ rules }: Situation) =>
  ({ id, amount = 0 }: Adjustment): NewRefund =>
    newRefund('price_adjustment', id, amount, movesNothing(rules) ? 'recorded' : 'open');

const byCancellation =
  ({ rules }: Situation) =>
  ({ id }: Adjustment): NewRefund =>
    newRefund('cancellation', id, 0, movesNothing(rules) ? 'recorded' : 'open');

const isNew = ({ books }: Situation, { source, sourceReference }: NewRefund): boolean =>
  !books.refunds.some((known) => known.source === source && known.sourceReference === sourceReference);
