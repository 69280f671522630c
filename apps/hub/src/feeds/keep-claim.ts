/** The claim went to another process: what is under way must not reach the receiver any more. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/** While a claim is kept, `signal` says when to stop. */
export interface KeptClaim {
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * Renews a claim while its holder works, and stops the work where the claim is lost, or could not be renewed for as long
 * as it lasts.
 * @param renew whether the claim still holds
 * @param outer stops the work, too
 */
export function keepClaim(renew: () => Promise<boolean>, leaseMs: number, outer?: AbortSignal): KeptClaim {
  const lost = new AbortController();
  let renewedAt = performance.now();
  const look = async (): Promise<void> => {
    const askedAt = performance.now();
    // A database out of reach for a moment is no loss yet.
    const holds = await renew().catch(() => undefined);
    if (holds === true) renewedAt = askedAt;
    else if (holds === false || performance.now() - renewedAt >= leaseMs)
      lost.abort(new ClaimLost('Another process publishes the feed by now.'));
  };
  const timer = setInterval(() => void look(), leaseMs / 3);
  timer.unref();
  return {
    signal: outer === undefined ? lost.signal : AbortSignal.any([lost.signal, outer]),
    stop: () => clearInterval(timer),
  };
}
