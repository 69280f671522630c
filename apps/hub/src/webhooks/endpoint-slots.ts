/** What an endpoint has of this process. */
interface EndpointState {
  busy: number;
  /** Requests that have taken longer than `LINGER_MS` so far. */
  lingering: number;
  /** Of its last answers, weighted towards the latest. Milliseconds. */
  meanMs: number;
  /** When the last delivery that was sent away is expected to find a slot, by the monotonic clock. */
  nextFreeAt: number;
  readonly waiting: ((entry: Entry) => void)[];
}

export type Entry =
  | { readonly kind: 'entered'; readonly leave: () => void }
  /** The endpoint has its share; worth another try then. Milliseconds. */
  | { readonly kind: 'refused'; readonly waitMs: number };

/** An endpoint whose answers take longer is slow, and the first that does is found out after this. */
const LINGER_MS = 500;
const LONGEST_WAIT_MS = 30 * 60 * 1_000;
const MOST_REMEMBERED = 10_000;

export interface SlotLimits {
  /** Requests under way to one endpoint that answers quickly; what comes beyond waits here. */
  readonly quick: number;
  /** And to a slow one; what comes beyond is sent away. */
  readonly slow: number;
  /** Lingering requests to all endpoints together, above which slow ones get no more. */
  readonly lingering: number;
}

/**
 * Bounds how much of this process one endpoint may keep busy, so that a slow one delays no other. Those sent away are
 * told to come back one after the other, at the pace at which the endpoint answers.
 */
export class EndpointSlots {
  readonly #endpoints = new Map<string, EndpointState>();
  #lingering = 0;

  constructor(private readonly limits: SlotLimits) {}

  enter(endpoint: string): Promise<Entry> {
    const state = this.#stateOf(endpoint);
    if (isSlow(state)) {
      const isFull = state.busy >= this.limits.slow || this.#lingering >= this.limits.lingering;
      return Promise.resolve(isFull ? this.#sendAway(state) : this.#admit(state));
    }
    if (state.busy < this.limits.quick) return Promise.resolve(this.#admit(state));
    return new Promise((resolve) => state.waiting.push(resolve));
  }

  #admit(state: EndpointState): Entry {
    const startedAt = performance.now();
    let lingers = false;
    state.busy += 1;
    const timer = setTimeout(() => {
      lingers = true;
      state.lingering += 1;
      this.#lingering += 1;
      for (const resolve of state.waiting.splice(0)) resolve(this.#sendAway(state));
    }, LINGER_MS);
    const leave = (): void => {
      clearTimeout(timer);
      if (lingers) {
        state.lingering -= 1;
        this.#lingering -= 1;
      }
      state.busy -= 1;
      state.meanMs += (performance.now() - startedAt - state.meanMs) / 4;
      state.waiting.shift()?.(this.#admit(state));
    };
    return { kind: 'entered', leave };
  }

  #sendAway(state: EndpointState): Entry {
    const now = performance.now();
    const spacing = Math.max(state.meanMs, LINGER_MS) / this.limits.slow;
    state.nextFreeAt = Math.min(
      Math.max(state.nextFreeAt, now + 2 * LINGER_MS) + spacing,
      now + LONGEST_WAIT_MS,
    );
    return { kind: 'refused', waitMs: Math.round(state.nextFreeAt - now) };
  }

  #stateOf(endpoint: string): EndpointState {
    const known = this.#endpoints.get(endpoint);
    if (known !== undefined) return known;
    if (this.#endpoints.size >= MOST_REMEMBERED) {
      for (const [name, { busy }] of this.#endpoints) if (busy === 0) this.#endpoints.delete(name);
    }
    const fresh = { busy: 0, lingering: 0, meanMs: 0, nextFreeAt: 0, waiting: [] };
    this.#endpoints.set(endpoint, fresh);
    return fresh;
  }
}

const isSlow = ({ lingering, meanMs }: EndpointState): boolean => lingering > 0 || meanMs > LINGER_MS;
