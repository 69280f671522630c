import type { ConnectContext, Logger, Transport } from '@acp-hub/connector';

export interface InProcessContextOptions {
  readonly transport: Transport;
  /** Silent unless told. */
  readonly logger?: Logger;
  /** The system's clock unless told. */
  readonly clock?: ConnectContext['clock'];
}

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A context for one process: tests and commands. It paces nothing, and forgets everything when it ends. */
export function createInProcessContext(options: InProcessContextOptions): ConnectContext {
  const values = new Map<string, string>();
  const queues = new Map<string, Promise<unknown>>();
  return {
    transport: options.transport,
    limiter: { acquire: async () => undefined },
    async lock(key, work) {
      const turn = (queues.get(key) ?? Promise.resolve()).then(work, work);
      queues.set(key, turn);
      try {
        return await turn;
      } finally {
        if (queues.get(key) === turn) queues.delete(key);
      }
    },
    store: {
      get: async (key) => values.get(key),
      set: async (key, value) => {
        values.set(key, value);
      },
    },
    clock: options.clock ?? { now: () => new Date() },
    logger: options.logger ?? silent,
  };
}
