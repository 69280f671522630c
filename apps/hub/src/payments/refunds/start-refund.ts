import { adjustmentBy, leftToRefund, movementsOf, movesNothing, type Situation } from './money-books';
import { perhapsMade, type PerhapsMade } from './perhaps-made';
import { atStep, ended, logged, type Refund } from './refund';

/**
 * What a refund that was not looked at yet comes to, now that no refund at the provider is without an owner: found
 * done already, nothing to do, beyond anybody's power, or to be sent.
 */
export function startRefund(situation: Situation, refund: Refund): Refund {
  const { rules, payment } = situation;
  const named = nameOfMoney(situation, refund);
  if (named !== undefined && movementsOf(situation, 'refund').some(({ id }) => id === named))
    return matchedBy(situation, refund, named);
  if (movesNothing(rules))
    return refund.source === 'platform' ? atStep(refund, 'record') : ended(refund, 'recorded');
  if (payment === undefined) return manual(situation, refund, UNKNOWN_PAYMENT);
  const made = perhapsMade(situation, refund);
  if (made?.isCertain === true) return matchedBy(situation, refund, made.reference);
  // Asked before, the person has said that it is another.
  if (made !== undefined && refund.saga.mayBe === undefined) return asked(situation, refund, made);
  const left = leftToRefund(situation);
  switch (refund.source) {
    case 'platform':
      return platformObstacle(situation, refund, left) ?? sent(situation, refund, refund.amount);
    // Whoever has all of it back already gets no more for a lower price, and a cancellation is for what is left.
    case 'price_adjustment':
      return sentUpTo(situation, refund, Math.min(refund.amount, left));
    case 'cancellation':
      return sentUpTo(situation, refund, left);
    case 'provider':
    case 'dispute':
      throw new Error(`A refund told by the ${refund.source} has been made.`);
  }
}

const UNKNOWN_PAYMENT =
  'The payment provider of this connection does not know the payment: refund it where it was taken.';

function matchedBy({ now }: Situation, refund: Refund, providerReference: string): Refund {
  const found = ended(logged(refund, 'found', now), 'matched');
  return { ...found, saga: { ...found.saga, providerReference, found: true } };
}

/** The provider's refund that the order already ties to this one of the platform. */
const nameOfMoney = ({ books }: Situation, { source, sourceReference }: Refund): string | undefined =>
  source === 'platform' ? adjustmentBy(books, 'platform', sourceReference)?.references?.provider : undefined;

function platformObstacle(situation: Situation, refund: Refund, left: number): Refund | undefined {
  const named = nameOfMoney(situation, refund);
  if (named !== undefined)
    return manual(
      situation,
      refund,
      `The platform names ${named} as what moved the money, and the provider does not know it.`,
    );
  if (refund.amount <= left) return undefined;
  return manual(
    situation,
    refund,
    `The platform refunded ${refund.amount} and only ${left} of the payment is left (minor units): nothing was sent.`,
  );
}

function sentUpTo(situation: Situation, refund: Refund, amount: number): Refund {
  if (amount > 0) return sent(situation, refund, amount);
  return ended(logged(refund, 'nothing left', situation.now), 'done');
}

/** From here on the amount is what the key stands for. */
function sent(situation: Situation, refund: Refund, amount: number): Refund {
  const { providerRefunds } = situation.rules;
  const isWhole = amount === situation.payment?.captured.amount;
  if (providerRefunds === 'none' || (providerRefunds === 'full' && !isWhole))
    return manual(situation, refund, 'The payment provider cannot make this refund: make it in another way.');
  return { ...atStep(logged(refund, 'to be sent', situation.now), 'refund_payment'), amount };
}

/** One of the two may be the other told again: paid once too little can be mended, paid twice cannot. */
function asked(situation: Situation, refund: Refund, { reference, at }: PerhapsMade): Refund {
  const told = refund.source === 'platform' ? 'The platform refunded' : 'The order was made cheaper by';
  const waiting = manual(
    situation,
    refund,
    `${told} ${refund.amount} (minor units), as much as went back already by ${reference} on account of ${at}. Is it the same money, settle it as not_refunded; is it more, retry sends it.`,
  );
  return { ...waiting, saga: { ...waiting.saga, mayBe: reference } };
}

const manual = ({ now }: Situation, refund: Refund, why: string): Refund =>
  ended(logged(refund, 'manual', now), 'manual', why);
