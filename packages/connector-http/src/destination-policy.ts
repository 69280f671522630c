import { isIP } from 'node:net';
import { isPublicAddress } from './public-address';

export interface DestinationPolicy {
  /** Lets requests reach private, loopback and link-local addresses; for test mode and local development. */
  readonly allowPrivateAddresses: boolean;
  /** Lets requests go out without TLS. */
  readonly allowPlainHttp: boolean;
}

/** A request that the guard stopped before a connection was opened: nothing was sent. */
export class DestinationRefusedError extends Error {
  override readonly name = 'DestinationRefusedError';
  readonly code = 'DESTINATION_REFUSED';
}

/** What is wrong with connecting there; names are judged once they are resolved, by the guarded look-up. */
export function refusalOf(
  policy: DestinationPolicy,
  destination: { readonly protocol: string; readonly host: string },
): DestinationRefusedError | undefined {
  if (destination.protocol !== 'https:' && !policy.allowPlainHttp)
    return new DestinationRefusedError('Plain http is refused here: use an https address.');
  return isIP(destination.host) === 0
    ? undefined
    : addressRefusal(policy, destination.host, [destination.host]);
}

/** Refuses a host as a whole when any of its addresses is not public: half a private host is a trap. */
export function addressRefusal(
  policy: DestinationPolicy,
  host: string,
  addresses: readonly string[],
): DestinationRefusedError | undefined {
  if (policy.allowPrivateAddresses || addresses.every(isPublicAddress)) return undefined;
  return new DestinationRefusedError(
    `${host} leads to an address inside a private network, which is refused here: use a public address.`,
  );
}
