import { acpError, type AcpError } from '@acp-hub/acp';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isError } from '../is-error';
import { AcpFault, fault } from './fault';
import { whoAsked } from '../logging/log-requests';
import type { RouteMethods } from './route-methods';
import { sendAnswer } from './send-answer';

/** Where unexpected failures are reported to. */
export interface FailureLog {
  error(fields: object, message: string): void;
}

/** Writes whatever went wrong as the protocol's flat error. */
@Catch()
export class AcpErrorFilter implements ExceptionFilter {
  constructor(
    private readonly log: FailureLog,
    private readonly methods: Pick<RouteMethods, 'of'>,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.write(exception, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  write(exception: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent) return;
    const known = isNothingThere(exception) ? this.#nothingThere(request) : toFault(exception);
    if (known.status >= 500) this.log.error({ err: exception, ...whoAsked(request) }, 'A request failed.');
    for (const [name, value] of Object.entries(known.headers)) void reply.header(name, value);
    sendAnswer(request, reply, { status: known.status, body: JSON.stringify(known.error) });
  }

  #nothingThere(request: FastifyRequest): AcpFault {
    const path = request.url.split('?', 1)[0] ?? request.url;
    const allowed = this.methods.of(path);
    if (allowed.length === 0) return fault('not_found', 'There is nothing at this path; see /docs.');
    return new AcpFault(
      acpError('method_not_allowed', `This path takes ${allowed.join(', ')}, not ${request.method}.`),
      { headers: { allow: allowed.join(', ') } },
    );
  }
}

const isNothingThere = (exception: unknown): boolean =>
  exception instanceof HttpException && exception.getStatus() === 404;

function toFault(exception: unknown): AcpFault {
  if (exception instanceof AcpFault) return exception;
  if (isDatabaseAway(exception)) {
    return new AcpFault(
      acpError('service_unavailable', 'The hub cannot reach its database; try again shortly.'),
      {
        headers: { 'retry-after': '2' },
      },
    );
  }
  return (
    refusalOf(exception) ??
    fault('internal_error', 'Something went wrong in the hub; the same request may be sent again.')
  );
}

/** Fastify's own refusals, by their stable codes. */
const refusals: Readonly<Record<string, AcpError>> = {
  FST_ERR_BAD_URL: acpError('invalid', 'The path is not a valid URL; escape it by percent signs.'),
  FST_ERR_MAX_PARAM_LENGTH: acpError('not_found', 'No id is that long.'),
  FST_ERR_CTP_INVALID_JSON_BODY: acpError('invalid_json', 'The body is not JSON.', { param: '$' }),
  FST_ERR_CTP_EMPTY_JSON_BODY: acpError('invalid_json', 'The body is empty; send a JSON object.', {
    param: '$',
  }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: acpError('unsupported_media_type', 'Send Content-Type: application/json.'),
  FST_ERR_CTP_BODY_TOO_LARGE: acpError('payload_too_large', 'The body is too large; 256 KiB is the most.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: acpError('invalid', 'Content-Length is not the length of the body.'),
};

function refusalOf(exception: unknown): AcpFault | undefined {
  const error = refusals[codeOf(exception) ?? ''];
  if (error !== undefined) return new AcpFault(error);
  const isClients = isError(exception) && 'statusCode' in exception && Number(exception.statusCode) < 500;
  return isClients
    ? fault('invalid', 'The request cannot be read; see /docs for what it may be.')
    : undefined;
}

const codeOf = (exception: unknown): string | undefined =>
  isError(exception) && 'code' in exception && typeof exception.code === 'string'
    ? exception.code
    : undefined;

/** No connection could be had, or it broke: SQLSTATE classes 08 and 57, and the socket's own errors. */
function isDatabaseAway(exception: unknown): boolean {
  const code = codeOf(exception);
  if (code !== undefined && /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(code))
    return true;
  return (
    isError(exception) &&
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(exception.message)
  );
}
