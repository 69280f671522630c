import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent as Connections } from 'undici';
import { HOLD_HEADER, ORDER_HEADER } from './extension/messages';

/** The only way from the hub to one of its partners: it can be cut, and keep a request for later. */
export class Road {
  /** Told of the kill order that a kept request carries out. */
  onHeld: (order: string) => void = () => undefined;

  readonly #server = createServer(
    (incoming, answer) => void this.#pass(incoming, answer).catch(() => answer.destroy()),
  );
  readonly #connections = new Connections();
  readonly #underWay = new Set<Promise<unknown>>();

  private constructor(private readonly target: string) {}

  static async open(target: string): Promise<Road> {
    const road = new Road(target);
    await road.#listen(0);
    return road;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves when nothing is under way any more, kept requests among it. */
  async quiet(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /** Connections end, and no new one is taken, until {@link mend}. What is under way arrives all the same. */
  async cut(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  mend(): Promise<void> {
    return this.#listen(this.#port);
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.cut();
    await this.#connections.destroy();
  }

  #port = 0;

  async #listen(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async #pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const passing = this.#carry(incoming, answer);
    this.#underWay.add(passing);
    await passing.finally(() => this.#underWay.delete(passing));
  }

  async #carry(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const body = await bytesOf(incoming);
    const { [HOLD_HEADER]: hold, [ORDER_HEADER]: order, ...headers } = incoming.headers;
    if (hold !== undefined) {
      const dead = once(incoming.socket, 'close');
      this.onHeld(String(order));
      if (!incoming.socket.destroyed) await dead;
      await sleep(Number(hold));
    }
    const { connection: _hop, ...passedOn } = headers;
    const answered = await this.#connections.request({
      origin: this.target,
      path: url,
      method: method,
      headers: passedOn,
      body: body.length === 0 ? null : body,
    });
    const content = Buffer.from(await answered.body.arrayBuffer());
    const { 'transfer-encoding': _chunks, connection: _there, ...kept } = answered.headers;
    answer.writeHead(answered.statusCode, kept as Record<string, string>).end(content);
  }
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
