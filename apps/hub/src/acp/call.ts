import type { AcpCodec } from '@acp-hub/acp';
import type { FastifyRequest } from 'fastify';
import type { Agent } from '../agents/agent';

/** What the guard found out about a request before its handler runs. */
export interface Call {
  readonly agent: Agent;
  readonly codec: AcpCodec;
}

export type AcpRequest = FastifyRequest & { call?: Call };

/** @throws Error where the guard did not run: a bug. */
export function callOf(request: AcpRequest): Call {
  if (request.call === undefined) throw new Error('This route lacks AgentGuard.');
  return request.call;
}
