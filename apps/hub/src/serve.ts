import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module';
import { answerClientError } from './acp/client-error';
import { AcpErrorFilter } from './acp/error.filter';
import { refuseNul } from './acp/refuse-nul';
import { RouteMethods } from './acp/route-methods';
import type { ServerParts } from './hub-parts';
import { logRequests, requestIdOf } from './logging/log-requests';
import { nestLogger } from './logging/nest-logger';
import { serveDocs } from './openapi/serve-docs';

/** Bytes of a request body; a checkout of a hundred lines has some twenty thousand. */
export const MOST_BODY_BYTES = 256 * 1024;

/** Nest would wrap Fastify's errors and drop the codes they are told apart by. */
class AcpAdapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.getInstance();
  }
}

/** Makes the application; the caller listens and closes. */
export async function createServer(parts: ServerParts): Promise<NestFastifyApplication> {
  const methods = new RouteMethods();
  const filter = new AcpErrorFilter(parts.logger, methods);
  const write = (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    filter.write(error, request, reply);
  const adapter = new AcpAdapter({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: 'idle',
    // What comes on a kept connection while the hub stops is still served, and the connection is closed behind it.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 256 },
    clientErrorHandler: answerClientError,
    genReqId: requestIdOf,
    frameworkErrors: write,
  });
  const server: FastifyInstance = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler(write);
  server.addHook('onRequest', refuseNul);
  methods.watch(server);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(parts), adapter, {
    logger: nestLogger(parts.logger),
    abortOnError: false,
    bodyParser: false,
  });
  logRequests(adapter.getInstance(), parts.logger);
  serveDocs(app);
  app.useGlobalFilters(filter);
  return app;
}
