import { acpError, codecOf, negotiateVersion, verifyRequest } from '@acp-hub/acp';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Agent } from '../agents/agent';
import { Authenticate } from '../agents/authenticate';
import { bearerToken } from '../agents/bearer-token';
import { RateLimits } from '../agents/rate-limits';
import type { Clock } from '../clock';
import { CLOCK } from '../tokens';
import type { AcpRequest } from './call';
import { AcpFault, fault } from './fault';
import { singleHeader } from './headers';

/** Who is calling, in which version, signed as agreed, and not too often. */
@Injectable()
export class AgentGuard implements CanActivate {
  constructor(
    @Inject(Authenticate) private readonly authenticate: Authenticate,
    @Inject(RateLimits) private readonly limits: RateLimits,
    @Inject(CLOCK) private readonly clock: Pick<Clock, 'now'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AcpRequest>();
    const agent = await this.#agentOf(request);
    const version = negotiateVersion(singleHeader(request, 'api-version'));
    if (!version.ok) throw new AcpFault(version.error);
    this.#checkSignature(agent, request);
    const waitSeconds = this.limits.take(
      agent,
      request.routeOptions.url?.endsWith('/complete') ? 'complete' : 'any',
    );
    if (waitSeconds > 0) {
      throw new AcpFault(acpError('rate_limited', `Too many requests; wait ${waitSeconds} seconds.`), {
        headers: { 'retry-after': String(waitSeconds) },
      });
    }
    request.call = { agent, codec: codecOf(version.version) };
    return true;
  }

  async #agentOf(request: FastifyRequest): Promise<Agent> {
    const token = bearerToken(singleHeader(request, 'authorization'));
    const agent = token === undefined ? undefined : await this.authenticate.execute(token);
    if (agent !== undefined) return agent;
    throw new AcpFault(
      acpError('unauthorized', 'Send a valid token: Authorization: Bearer <token of this merchant’s agent>.'),
      { headers: { 'www-authenticate': 'Bearer' } },
    );
  }

  #checkSignature({ signature }: Agent, request: FastifyRequest): void {
    const header = singleHeader(request, 'signature');
    if (signature.policy === 'off' || (signature.policy === 'optional' && header === undefined)) return;
    const sent = { signature: header, timestamp: singleHeader(request, 'timestamp') };
    const now = this.clock.now();
    const accepted = [
      ...(signature.secret === undefined ? [] : [signature.secret]),
      ...(signature.former === undefined || signature.former.until <= now ? [] : [signature.former.secret]),
    ];
    if (!accepted.some((secret) => verifyRequest(request.body, sent, secret, now.getTime()).valid)) {
      throw fault(
        'invalid_signature',
        'Sign the canonical JSON (RFC 8785) of the body and send Signature and Timestamp.',
      );
    }
  }
}
