import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** A request down to its bytes: nothing is checked, joined or escaped. Strings are sent as UTF-8. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string | Buffer;
}

const HANGING_MS = 15_000;

/** Sends bytes and reads until the server closes. @throws Error where it does not answer, or leaves us hanging. */
export function sendBytes(baseUrl: string, bytes: Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const timer = setTimeout(
      () => socket.destroy(new Error('The server left the request hanging.')),
      HANGING_MS,
    );
    const finish = (error?: Error): void => {
      clearTimeout(timer);
      const answer = parse(Buffer.concat(chunks));
      if (answer !== undefined) resolve(answer);
      else reject(error ?? new Error('The server closed the connection without an answer.'));
    };
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('end', () => {
      socket.destroy();
      finish();
    });
    // A server that refuses a body early resets the connection that still carries it.
    socket.once('error', finish);
  });
}

export function sendRaw(
  baseUrl: string,
  { method, path, headers, body = '' }: RawRequest,
): Promise<RawAnswer> {
  const content = Buffer.from(body);
  const framing: [string, string][] = content.length > 0 ? [['content-length', String(content.length)]] : [];
  const all = [
    ['host', new URL(baseUrl).host] as const,
    ['connection', 'close'] as const,
    ...framing,
    ...headers,
  ];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return sendBytes(
    baseUrl,
    Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines}\r\n`), content]),
  );
}

function parse(bytes: Buffer): RawAnswer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const status = Number(statusLine.split(' ')[1]);
  const rest = bytes.subarray(end + 4);
  const text = headers.get('transfer-encoding') === 'chunked' ? unchunk(rest) : rest.toString();
  return { status, headers, text };
}

function unchunk(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString(), 16);
    if (lineEnd < 0 || !(size > 0)) return Buffer.concat(parts).toString();
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
