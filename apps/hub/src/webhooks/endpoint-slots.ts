/** Bounds how much of this process one endpoint may keep busy, so that a slow one delays no other. */
export class EndpointSlots {
  readonly #busy = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @returns what frees the slot, or `undefined` where all are taken. */
  take(endpoint: string): (() => void) | undefined {
    const busy = this.#busy.get(endpoint) ?? 0;
    if (busy >= this.most) return undefined;
    this.#busy.set(endpoint, busy + 1);
    return () => {
      const left = (this.#busy.get(endpoint) ?? 1) - 1;
      if (left === 0) this.#busy.delete(endpoint);
      else this.#busy.set(endpoint, left);
    };
  }
}
