import type { FastifyRequest } from 'fastify';
import { fault } from './fault';

/**
 * A header that may stand once. Node joins most repeated headers by commas and drops some silently, so the
 * raw list decides.
 */
export function singleHeader(request: FastifyRequest, name: string): string | undefined {
  const { rawHeaders } = request.raw;
  let seen = false;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const sent = rawHeaders[index];
    if (sent?.length !== name.length || sent.toLowerCase() !== name) continue;
    if (seen) throw fault('invalid', `The header ${name} stands more than once; send it once.`);
    seen = true;
  }
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
