import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FakeServer } from '@acp-hub/fake-kit';
import type { Books } from '../books/books';
import { refusalReply, refuse } from '../refusal';
import { mintSchema } from './schemas';

/** `POST /tokens`: the buyer's side asks for a delegated token made out to a merchant. Anybody may: no money is real. */
export function registerTokenRoutes({ app }: FakeServer, { tokens }: Books): void {
  app.post('/tokens', async (request, reply) => {
    const parsed = mintSchema.safeParse(request.body);
    if (!parsed.success) {
      const refused = refusalReply(refuse('invalid_request', z.prettifyError(parsed.error)));
      return reply.code(refused.status).send(refused.body);
    }
    const token = { id: `tok_${randomUUID()}`, ...parsed.data };
    tokens.set(token.id, token);
    return reply.code(201).send(token);
  });
}
