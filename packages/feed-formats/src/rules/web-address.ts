export type AddressForm = 'secure' | 'plain' | 'invalid';

/** What need not be parsed to be known as sound: a host name, a path and a query of harmless characters. */
const OBVIOUS =
  /^https:\/\/[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?$/;

/** Absolute, http or https, without credentials, blanks or controls. */
export function addressForm(address: string): AddressForm {
  if (OBVIOUS.test(address)) return 'secure';
  if (/[\s<>"{}|\\^`]/.test(address) || !/^https?:\/\//i.test(address) || !URL.canParse(address))
    return 'invalid';
  const { protocol, username, password } = new URL(address);
  if (username !== '' || password !== '') return 'invalid';
  return protocol === 'https:' ? 'secure' : 'plain';
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Letters beyond ASCII as a URI has them (RFC 3986); an address that is none stays as it is. */
export function asUri(address: string): string {
  if (!BEYOND_ASCII.test(address) || /\s/.test(address) || !URL.canParse(address)) return address;
  return new URL(address).href;
}

export const asUris = (addresses: readonly string[]): readonly string[] =>
  addresses.some((address) => BEYOND_ASCII.test(address)) ? addresses.map(asUri) : addresses;
