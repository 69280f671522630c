import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const schema = z.strictObject({
  /** Of the write, e.g. `/v1/refunds`; `*` stands for any one part. */
  path: z.string().startsWith('/'),
  /** Whether the write is done all the same. */
  applied: z.boolean().default(false),
});

export type KeptFailure = z.input<typeof schema>;

/**
 * 500s as Stripe gives them: kept under the idempotency key, so that the same key is answered with it again and
 * nothing more is done. Each strikes one write. (A 500 scheduled as a fault is of something in between, and not kept.)
 */
export function createKeptFailures() {
  const scheduled: z.output<typeof schema>[] = [];
  return {
    schedule: (failure: KeptFailure): void => void scheduled.push(schema.parse(failure)),
    /** The failure that strikes this write, which is thereby used up. */
    next(path: string): z.output<typeof schema> | undefined {
      const index = scheduled.findIndex((one) => fits(one.path, path));
      return index < 0 ? undefined : scheduled.splice(index, 1)[0];
    },
    registerRoute(app: FastifyInstance): void {
      app.post('/admin/kept-failures', async (request, reply) => {
        const failure = schema.safeParse(request.body);
        if (!failure.success) return reply.code(400).send({ message: z.prettifyError(failure.error) });
        scheduled.push(failure.data);
        return reply.code(201).send({ pending: scheduled });
      });
    },
  };
}

export type KeptFailures = ReturnType<typeof createKeptFailures>;

function fits(pattern: string, path: string): boolean {
  const [wanted, parts] = [pattern.split('/'), path.split('/')];
  return wanted.length === parts.length && wanted.every((part, at) => part === '*' || part === parts[at]);
}
