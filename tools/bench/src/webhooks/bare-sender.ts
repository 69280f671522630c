import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { Agent } from 'undici';

/** As many requests at once as the hub sends to one endpoint. */
const LANES = 64;

/** What the bench starts it with. */
export interface BareSenderSettings {
  readonly port: number;
  readonly url: string;
  /** Of an order, as the hub sends it. */
  readonly body: string;
  readonly secret: string;
}

/** Signs and sends, and does nothing else: no queue, no database, no order to read. */
async function send({ url, body, secret }: BareSenderSettings, count: number): Promise<number> {
  const target = new URL(url);
  const agent = new Agent({ connections: LANES });
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const seconds = Math.floor(Date.now() / 1_000);
      const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
      const answer = await agent.request({
        origin: target.origin,
        path: target.pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'merchant-signature': `t=${seconds},v1=${signature}`,
        },
        body,
      });
      await answer.body.dump();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: LANES }, lane));
  const seconds = (performance.now() - startedAt) / 1_000;
  await agent.close();
  return seconds;
}

const given = process.env['BARE_SENDER'];
if (given === undefined) throw new Error('BARE_SENDER is missing: the bench sets it.');
const settings = JSON.parse(given) as BareSenderSettings;
process.on('SIGTERM', () => process.exit(0));
createServer((request, response) => {
  const count = Number(new URL(request.url ?? '/', settings.url).searchParams.get('count') ?? 0);
  void send(settings, count).then((seconds) => response.end(JSON.stringify({ seconds })));
}).listen(settings.port, '127.0.0.1');
