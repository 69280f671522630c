import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AcceptPlatformEvent, type IngressOutcome } from './accept-platform-event';

const MOST_BODY_BYTES = 1024 * 1024;

/** Platforms look at the status alone; a duplicate is as good as the first. */
const statuses: Readonly<Record<IngressOutcome, number>> = {
  accepted: 202,
  duplicate: 200,
  ignored: 200,
  not_authentic: 401,
  unknown: 404,
};

/**
 * `POST /ingress/{ingress id}`. A Fastify scope of its own rather than a controller: signatures cover the exact
 * bytes, of whatever content type, which the parsers of the other routes would have turned into something else.
 */
@Injectable()
export class IngressRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly accept: AcceptPlatformEvent,
    private readonly clock: { now(): Date },
  ) {}

  onModuleInit(): void {
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    void server.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        '*',
        { parseAs: 'buffer', bodyLimit: MOST_BODY_BYTES },
        (_request, body, done) => done(null, body),
      );
      scope.post<{ Params: { ingressId: string } }>('/ingress/:ingressId', (request, reply) =>
        this.#receive(request, reply),
      );
    });
  }

  async #receive(
    request: FastifyRequest<{ Params: { ingressId: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    );
    const outcome = await this.accept.execute(request.params.ingressId, {
      headers,
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      receivedAt: this.clock.now(),
    });
    return reply.status(statuses[outcome]).send({ outcome });
  }
}
