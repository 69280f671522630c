import { acpError } from '@acp-hub/acp';
import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { AcpFault } from '../acp/fault';
import { singleHeader } from '../acp/headers';
import { bearerToken, hashToken } from '../agents/bearer-token';
import { RateLimits } from '../agents/rate-limits';
import type { Operator, OperatorScope } from './operator';
import type { Operators } from './ports';

/** A request of an operator's, once the guard has let it through. */
export type OperatorRequest = FastifyRequest & { operator?: Operator };

export const OPERATORS = Symbol('operators');

const SCOPE = Symbol('operator scope');

/** What a route needs of the token. */
export const NeedsScope = (scope: OperatorScope) => SetMetadata(SCOPE, scope);

/** Who acts, whether they may, and not too often. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    @Inject(RateLimits) private readonly limits: RateLimits,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<OperatorRequest>();
    const token = bearerToken(singleHeader(request, 'authorization'));
    const operator = token === undefined ? undefined : await this.operators.findByTokenHash(hashToken(token));
    if (operator === undefined) {
      throw new AcpFault(
        acpError(
          'unauthorized',
          'Send an operator’s token (hub operator add): Authorization: Bearer acp_op_….',
        ),
        { headers: { 'www-authenticate': 'Bearer' } },
      );
    }
    this.#limit(operator);
    const scope = this.reflector.get<OperatorScope>(SCOPE, context.getHandler());
    if (!operator.scopes.includes(scope)) {
      throw new AcpFault(acpError('insufficient_scope', `This needs a token with the scope ${scope}.`));
    }
    request.operator = operator;
    return true;
  }

  #limit({ tenantId, operatorId }: Operator): void {
    const waitSeconds = this.limits.take({ tenantId, agentId: operatorId }, 'any');
    if (waitSeconds === 0) return;
    throw new AcpFault(acpError('rate_limited', `Too many requests; wait ${waitSeconds} seconds.`), {
      headers: { 'retry-after': String(waitSeconds) },
    });
  }
}

/** @throws Error where a route has no guard. */
export function operatorOf(request: OperatorRequest): Operator {
  if (request.operator === undefined) throw new Error('A route of operators needs OperatorGuard.');
  return request.operator;
}
