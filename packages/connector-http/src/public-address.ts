import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Global unicast, the only IPv6 space that is routed on the internet (RFC 4291, section 2.4). */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Azure's host agent: a public address that only a virtual machine's own host answers. */
const AZURE_HOST_AGENT = '168.63.129.16';

/**
 * Whether an address is somebody else's on the internet: not private, loopback, link-local (cloud
 * metadata), carrier-grade NAT, reserved or a tunnel into one of these. IPv4 inside IPv6 is judged as IPv4.
 * @param address an IP address without brackets; anything else is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (address === AZURE_HOST_AGENT || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return isIPv4(parsed.toString()) || parsed.match(GLOBAL_UNICAST);
}
