import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FakeClock } from './clock';
import { faultSchema } from './fault';
import type { FaultSchedule } from './fault-schedule';
import type { Journal } from './journal';
import type { Listener } from './listener';

interface Kit {
  readonly journal: Journal;
  readonly faults: FaultSchedule;
  readonly clock: FakeClock;
  readonly listener: Listener;
}

const clockSchema = z.strictObject({
  /** RFC 3339; `null` goes back to real time. */
  set: z.iso.datetime({ offset: true }).nullable().optional(),
  advance_milliseconds: z.number().int().optional(),
});

const refuseSchema = z.strictObject({ milliseconds: z.number().int().min(1).max(600_000) });

/** The back door over HTTP, for whoever drives the fake from another process. Faults never strike here. */
export function registerAdminRoutes(app: FastifyInstance, prefix: string, kit: Kit): void {
  app.get(`${prefix}/journal`, async () => ({ entries: kit.journal.entries() }));
  app.delete(`${prefix}/journal`, async (_request, reply) => {
    kit.journal.clear();
    return reply.code(204).send();
  });

  app.get(`${prefix}/faults`, async () => ({ pending: kit.faults.pending() }));
  app.post(`${prefix}/faults`, async (request, reply) => {
    const plan = faultSchema.safeParse(request.body);
    if (!plan.success) return reply.code(400).send({ message: z.prettifyError(plan.error) });
    kit.faults.schedule(plan.data);
    return reply.code(201).send({ pending: kit.faults.pending() });
  });
  app.delete(`${prefix}/faults`, async (_request, reply) => {
    kit.faults.clear();
    return reply.code(204).send();
  });

  app.get(`${prefix}/clock`, async () => ({ now: kit.clock.now().toISOString() }));
  app.put(`${prefix}/clock`, async (request, reply) => {
    const body = clockSchema.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ message: z.prettifyError(body.error) });
    if (body.data.set === null) kit.clock.reset();
    else if (body.data.set !== undefined) kit.clock.set(new Date(body.data.set));
    kit.clock.advance(body.data.advance_milliseconds ?? 0);
    return { now: kit.clock.now().toISOString() };
  });

  /** Answers first: a refusing server can no longer be spoken to. */
  app.post(`${prefix}/refuse`, async (request, reply) => {
    const body = refuseSchema.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ message: z.prettifyError(body.error) });
    reply.raw.once('finish', () => void refuseFor(kit.listener, body.data.milliseconds));
    return reply.code(202).send({ refusing_for_milliseconds: body.data.milliseconds });
  });
}

async function refuseFor(listener: Listener, milliseconds: number): Promise<void> {
  await listener.refuse();
  await sleep(milliseconds);
  await listener.accept();
}
