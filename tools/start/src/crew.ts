import { once } from 'node:events';
import { type Service, type ServiceOptions, startService } from './service';

export type Crew = {
  /** Starts a server; resolves once it answers, rejects when it ends first or the start is interrupted. */
  run(options: ServiceOptions): Promise<void>;
  /** Stops the server of this name, if it runs. */
  dismiss(name: string): Promise<void>;
  /** Rejects when one of the servers ends by itself. */
  unexpectedEnd(): Promise<never>;
  /** Stops all of them, the last one started first. */
  stop(): Promise<void>;
};

/** The servers that are started, watched and stopped together. `onStart` hears of every process. */
export function gatherCrew(signal: AbortSignal, onStart: (pid: number) => void): Crew {
  let running: Service[] = [];
  const interrupted = once(signal, 'abort').then(() => signal.throwIfAborted());
  interrupted.catch(() => undefined);
  return {
    async run(options) {
      signal.throwIfAborted();
      const service = startService(options);
      running.push(service);
      onStart(service.pid);
      await Promise.race([service.ready, interrupted]);
    },
    async dismiss(name) {
      const leaving = running.filter((service) => service.name === name);
      running = running.filter((service) => service.name !== name);
      for (const service of leaving) await service.stop();
    },
    unexpectedEnd: () => Promise.race(running.map((service) => service.unexpectedEnd)),
    async stop() {
      for (const service of running.toReversed()) await service.stop();
    },
  };
}
