import { MAY_STILL_ARRIVE_MS } from '../may-still-arrive';
import type { Entry, Situation } from './money-books';
import { logged, type Refund } from './refund';

/**
 * Whoever died may have been writing to a platform that would take the same refund a second time: what is not found
 * there is not written again before that has had its time to arrive.
 */
export function doubtWrites({ books, rules, abandoned, now }: Situation): Entry | undefined {
  if (!abandoned || rules.platformKnowsKeys) return undefined;
  const begun = books.refunds.filter(
    ({ state, saga }) => state === 'open' && saga.step === 'write_to_platform',
  );
  return begun.length === 0 ? undefined : { refunds: begun.map((refund) => takenOver(refund, now)) };
}

function takenOver({ saga, ...refund }: Refund, now: Date): Refund {
  const notBefore = new Date(now.getTime() + MAY_STILL_ARRIVE_MS).toISOString();
  return logged({ ...refund, saga: { ...saga, notBefore } }, 'taken over from a process that died', now);
}
