import { createReadStream } from 'node:fs';
import type { Socket } from 'node:net';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { connectGuarded, type ResolveAll } from '@acp-hub/connector-http';
import SftpClient from 'ssh2-sftp-client';
import type { SftpTarget } from '../target';
import type { FeedFile } from './delivery';

export interface SftpOptions {
  readonly allowPrivateAddresses: boolean;
  /** Milliseconds to connect and log in; 20 000 unless told. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds without a byte moving after which an upload is given up; 60 000 unless told. */
  readonly stalledAfterMs?: number;
  readonly resolveAll?: ResolveAll;
}

/** Otherwise the library asks for a file that everybody may write. */
const READABLE_BY_ALL = { writeStreamOptions: { mode: 0o644 } };

/** One log-in to an SFTP server. Every call rejects once the connection is gone. */
export class SftpSession {
  readonly #client = new SftpClient('feed', {
    // What breaks is told by the call that it breaks; unheard, it would be printed.
    error: () => undefined,
    end: () => undefined,
    close: () => undefined,
  });
  #socket: Socket | undefined;
  /** The fingerprint of the key that the server showed. */
  offeredKey: string | undefined;
  /** Rejects when the connection is gone: what waits for an answer then would wait for ever. */
  #broken: Promise<never> = new Promise(() => undefined);

  constructor(
    private readonly target: SftpTarget,
    private readonly options: SftpOptions,
  ) {}

  async open(): Promise<void> {
    const { host, port, username, password, privateKey, passphrase, hostKey } = this.target;
    const timeoutMs = this.options.connectTimeoutMs ?? 20_000;
    const { allowPrivateAddresses, resolveAll } = this.options;
    this.#socket = await connectGuarded({
      ...{ host, port, allowPrivateAddresses, timeoutMs },
      ...(resolveAll && { resolveAll }),
    });
    this.#broken = brokenOff(this.#socket);
    await this.#answered(
      this.#client.connect({
        sock: this.#socket,
        username,
        readyTimeout: timeoutMs,
        ...(password === undefined ? {} : { password }),
        ...(privateKey === undefined ? {} : { privateKey }),
        ...(passphrase === undefined ? {} : { passphrase }),
        hostHash: 'sha256',
        hostVerifier: (digest: string) => {
          this.offeredKey = fingerprintOf(digest);
          return this.offeredKey === hostKey;
        },
      }),
    );
    this.#socket.setTimeout(this.options.stalledAfterMs ?? 60_000, () =>
      this.#socket?.destroy(new Error('nothing moved any more')),
    );
  }

  /** @throws Error where not every byte arrived. */
  async upload({ path, bytes }: FeedFile, remote: string, told: (done: number) => void): Promise<void> {
    await this.#answered(this.#client.put(Readable.from(counted(path, told)), remote, READABLE_BY_ALL));
    const { size } = await this.#answered(this.#client.stat(remote));
    if (size !== bytes) throw new Error(`${size} of ${bytes} bytes of ${posix.basename(remote)} arrived`);
  }

  /** In one step where the server can (OpenSSH's posix-rename); others refuse to overwrite. */
  async replace(draft: string, final: string): Promise<void> {
    try {
      await this.#answered(this.#client.posixRename(draft, final));
    } catch (error) {
      if (!isUnsupported(error)) throw error;
      await this.#answered(this.#client.delete(final, true));
      await this.#answered(this.#client.rename(draft, final));
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    return (await this.#answered(this.#client.list(folder))).map(({ name }) => name);
  }

  async remove(path: string): Promise<void> {
    await this.#answered(this.#client.delete(path, true));
  }

  async forget(draft: string): Promise<void> {
    await this.#answered(this.#client.delete(draft, true)).catch(() => undefined);
  }

  breakOff(): void {
    this.#socket?.destroy(new Error('it was stopped'));
  }

  async close(): Promise<void> {
    await this.#answered(this.#client.end()).catch(() => undefined);
    this.#socket?.destroy();
  }

  #answered<T>(call: Promise<T>): Promise<T> {
    return Promise.race([call, this.#broken]);
  }
}

async function* counted(path: string, told: (done: number) => void): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield chunk;
    told((done += chunk.length));
  }
}

function brokenOff(socket: Socket): Promise<never> {
  const broken = new Promise<never>((_, reject) => {
    socket.once('close', () => reject(new Error('the connection broke off')));
  });
  broken.catch(() => undefined);
  return broken;
}

/** ssh2 gives the digest in hexadecimal, OpenSSH prints it in base64 without padding. */
const fingerprintOf = (digest: string): string =>
  `SHA256:${Buffer.from(digest, 'hex').toString('base64').replace(/=+$/, '')}`;

const isUnsupported = (error: unknown): boolean =>
  error instanceof Error && /not support|unsupported/i.test(error.message);
