import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { addressRefusal, type DestinationPolicy } from './destination-policy';

/** `dns.lookup` in its form that answers all addresses. */
export type ResolveAll = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A look-up for sockets: what it answers is what the socket connects to, so a name cannot resolve to
 * something public when it is checked and to something private when it is used.
 */
export function guardedLookup(policy: DestinationPolicy, resolveAll: ResolveAll): LookupFunction {
  return (hostname, options, callback) => {
    resolveAll(hostname, { ...options, all: true }, (error, addresses) => {
      const failure =
        error ??
        addressRefusal(
          policy,
          hostname,
          addresses.map(({ address }) => address),
        );
      const [first] = addresses ?? [];
      if (failure) callback(failure, []);
      else if (options.all === true) callback(null, addresses);
      else if (first === undefined) callback(new Error(`${hostname} has no address.`), []);
      else callback(null, first.address, first.family);
    });
  };
}
