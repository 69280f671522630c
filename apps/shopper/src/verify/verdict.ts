import { summarise, type Exchange } from '../http/exchange';

/** A check found the rule broken. Checks fail as assertions do; the runner turns this into a result. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';

  constructor(
    message: string,
    /** The exchange that shows it. */
    readonly evidence?: Exchange,
  ) {
    super(message);
  }
}

/** A check could not be made: what it needs is not there. */
export class CheckSkipped extends Error {
  override readonly name = 'CheckSkipped';
}

/** @throws CheckFailed unless the condition holds. */
export function ensure(condition: boolean, message: string, evidence?: Exchange): asserts condition {
  if (!condition) throw new CheckFailed(message, evidence);
}

/** @throws CheckSkipped where the value is missing. @param need what the person who runs this can supply. */
export function required<T>(value: T | undefined, need: string): T {
  if (value === undefined) throw new CheckSkipped(`needs ${need}`);
  return value;
}

/** @throws CheckFailed unless the answer has one of the statuses. */
export function ensureStatus(exchange: Exchange, ...allowed: readonly number[]): void {
  ensure(
    allowed.includes(exchange.status),
    `${summarise(exchange)}, expected ${allowed.join(' or ')}: ${exchange.text.slice(0, 300)}`,
    exchange,
  );
}
