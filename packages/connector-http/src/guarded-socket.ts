import { lookup as dnsLookup } from 'node:dns';
import { connect, isIP, type Socket } from 'node:net';
import { addressRefusal } from './destination-policy';
import { guardedLookup, type ResolveAll } from './guarded-lookup';

export interface GuardedSocketOptions {
  readonly host: string;
  readonly port: number;
  /** Lets it reach private, loopback and link-local addresses; for test mode and local development. */
  readonly allowPrivateAddresses: boolean;
  /** Milliseconds to wait for the connection. */
  readonly timeoutMs: number;
  /** Resolves names; the system's resolver unless told. */
  readonly resolveAll?: ResolveAll;
}

/**
 * A connection under the same guard as requests, for protocols other than HTTP. Rejects with a `DestinationRefusedError`
 * before anything is sent, or with the socket's own error.
 */
export function connectGuarded(options: GuardedSocketOptions): Promise<Socket> {
  const { host, port, timeoutMs } = options;
  const policy = { allowPrivateAddresses: options.allowPrivateAddresses, allowPlainHttp: false };
  const refusal = isIP(host) === 0 ? undefined : addressRefusal(policy, host, [host]);
  if (refusal !== undefined) return Promise.reject(refusal);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup(policy, options.resolveAll ?? dnsLookup) });
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(timeoutMs, () => fail(new Error(`${host} did not answer within ${timeoutMs} ms.`)));
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeListener('error', fail);
      resolve(socket);
    });
  });
}
