import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { registerAdminRoutes } from './admin-routes';
import { createClock, type FakeClock } from './clock';
import type { Fault, FaultEffect } from './fault';
import { createFaultSchedule, type FaultSchedule } from './fault-schedule';
import { createJournal, type Journal } from './journal';
import { createListener, type Certificate, type Listener } from './listener';
import { strikeAfter, strikeBefore } from './strike';
import { createMemoryState, type FakeState } from './state';

export interface FakeServerOptions {
  /** In memory by default. */
  readonly state?: FakeState;
  readonly clock?: FakeClock;
  /** Where journal, faults and clock are reached over HTTP; must not be a path of the thing that is faked. */
  readonly adminPrefix?: string;
  /** Requests kept in the journal; 0 keeps none, as a benchmark wants it. */
  readonly journalLimit?: number;
  /** With it the fake can listen over HTTPS too. */
  readonly tls?: Certificate;
}

/** A server that plays another: routes go on `app`, everything else is the kit's. */
export interface FakeServer extends Listener {
  readonly app: FastifyInstance;
  readonly state: FakeState;
  readonly clock: FakeClock;
  readonly journal: Journal;
  readonly faults: FaultSchedule;
  /** Lets this one request end badly though it is applied: for fakes whose data decide it. */
  strikeAfterApplying(request: FastifyRequest, effect: FaultEffect): void;
  /** Cuts what is open and closes the state. */
  close(): Promise<void>;
}

interface Visit {
  readonly sequence: number;
  fault?: Fault;
}

export function createFakeServer(options: FakeServerOptions = {}): FakeServer {
  const { state = createMemoryState(), clock = createClock(), adminPrefix = '/admin' } = options;
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });
  const journal = createJournal(options.journalLimit ?? 10_000);
  const faults = createFaultSchedule();
  const visits = new WeakMap<FastifyRequest, Visit>();
  const listener = createListener(app, options.tls);
  const isAdmin = (path: string) => path === adminPrefix || path.startsWith(`${adminPrefix}/`);

  app.addHook('onRequest', async (request) => {
    const { method, headers } = request;
    const path = pathOf(request);
    if (isAdmin(path)) return;
    const query = request.query as Record<string, string | string[]>;
    const sequence = journal.record({ at: clock.now().toISOString(), method, path, query, headers });
    visits.set(request, { sequence });
  });

  app.addHook('preHandler', async (request, reply) => {
    const visit = visits.get(request);
    if (visit === undefined) return;
    const fault = faults.next({ method: request.method, path: pathOf(request) });
    journal.amend(visit.sequence, { ...(request.body !== undefined && { body: request.body }) });
    if (fault === undefined) return;
    journal.amend(visit.sequence, { fault });
    if (fault.when === 'after') visit.fault = fault;
    else await strikeBefore(fault.effect, reply);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    await state.flushed();
    const effect = visits.get(request)?.fault?.effect;
    return effect === undefined ? payload : strikeAfter(effect, request, reply, payload);
  });

  app.addHook('onResponse', async (request, reply) => {
    const visit = visits.get(request);
    if (visit !== undefined) journal.amend(visit.sequence, { status: reply.statusCode });
  });

  registerAdminRoutes(app, adminPrefix, { journal, faults, clock, listener });

  return {
    ...listener,
    app,
    state,
    clock,
    journal,
    faults,
    strikeAfterApplying(request, effect) {
      const visit = visits.get(request);
      if (visit === undefined) throw new Error('Only a request outside the admin routes can be struck.');
      visit.fault = { when: 'after', nth: 1, times: 1, effect };
    },
    async close() {
      await app.close();
      await state.close();
    },
  };
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/';
