import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AcceptConsent } from './accept-consent';
import { AcceptPaymentEvent } from './accept-payment-event';
import { AcceptPlatformEvent, type IngressOutcome } from './accept-platform-event';

const MOST_BODY_BYTES = 1024 * 1024;

/**
 * Platforms and providers look at the status alone; a duplicate is as good as the first. WooCommerce takes its key back
 * unless the answer is 200.
 */
const statuses: Readonly<Record<IngressOutcome, number>> = {
  accepted: 202,
  let_in: 200,
  duplicate: 200,
  ignored: 200,
  not_authentic: 401,
  malformed: 400,
  not_ready: 503,
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
    private readonly acceptPayment: AcceptPaymentEvent,
    private readonly acceptConsent: AcceptConsent,
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
    const { ingressId } = request.params;
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const report = { headers, body, receivedAt: this.clock.now() };
    const byPlatform = await this.accept.execute(ingressId, report);
    const outcome = await this.#elseOf(byPlatform, ingressId, report);
    return reply.status(statuses[outcome]).send({ outcome });
  }

  /** An address is a platform's or a provider's, never both; a platform's key comes unsigned, with the hub's own state. */
  #elseOf(
    byPlatform: IngressOutcome,
    ingressId: string,
    report: Parameters<AcceptPaymentEvent['execute']>[1],
  ): IngressOutcome | Promise<IngressOutcome> {
    switch (byPlatform) {
      case 'unknown':
        return this.acceptPayment.execute(ingressId, report);
      case 'not_authentic':
        return this.acceptConsent.execute(ingressId, report.body);
      case 'accepted':
      case 'let_in':
      case 'duplicate':
      case 'ignored':
      case 'malformed':
      case 'not_ready':
        return byPlatform;
    }
  }
}
