import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'pg';
import { BareShop } from './shop';
import type { Shapes } from './shapes';

/** What the bench starts it with. */
export interface BareSettings {
  readonly port: number;
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly shapes: Shapes;
}

function serve({ port, databaseUrl, poolSize, shapes }: BareSettings): void {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize });
  const shop = new BareShop(pool, shapes);
  const answer = async (request: IncomingMessage): Promise<string> => {
    const [, , id, action] = (request.url ?? '').split('/');
    if (request.method === 'GET') return id === undefined ? '{}' : shop.get(id);
    JSON.parse(await bodyOf(request));
    const key = String(request.headers['idempotency-key']);
    if (id === undefined) return shop.create(key);
    return action === 'complete' ? shop.complete(key, id) : shop.update(key, id);
  };
  createServer((request, response) => {
    answer(request).then(
      (text) =>
        response
          .writeHead(200, {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(text),
          })
          .end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(port, '127.0.0.1');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const settings = process.env['BARE_SETTINGS'];
if (settings === undefined) throw new Error('BARE_SETTINGS is missing: the bench sets it.');
process.on('SIGTERM', () => process.exit(0));
serve(JSON.parse(settings) as BareSettings);
