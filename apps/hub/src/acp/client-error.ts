import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { acpError, statusOf, type AcpError } from '@acp-hub/acp';

/** Answers what Node refuses before it makes a request of it, so that there is no reply to write to. */
export function answerClientError(failure: NodeJS.ErrnoException, socket: Socket): void {
  if (failure.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const error = errorOf(failure.code);
  const status = statusOf(error);
  const body = JSON.stringify(error);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function errorOf(code: string | undefined): AcpError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return acpError('headers_too_large', 'The headers are too large; 16 KiB is the most.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return acpError('request_timeout', 'The request did not arrive in time; send it again, faster.');
    case 'HPE_INVALID_METHOD':
      return acpError('method_not_allowed', 'HTTP knows no such method; use GET or POST.');
    default:
      return acpError(
        'invalid',
        'This is not HTTP/1.1: look for control characters in the request line and headers.',
      );
  }
}
