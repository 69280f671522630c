import type { Address, PersonalData } from '@acp-hub/commerce';

const HIDDEN = '…';

/**
 * Takes out of a text what it repeats of a buyer. Shops and banks answer in their own words, and may quote what they were
 * sent; what the hub notes down of a payment stays when the buyer is erased.
 */
export function withoutPersonal(personal: PersonalData): (text: string) => string {
  const words = wordsOf(personal)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    // The longest first, so that a whole name goes before its parts.
    .sort((one, other) => other.length - one.length)
    .map(escaped);
  if (words.length === 0) return (text) => text;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => text.replace(pattern, HIDDEN);
}

function wordsOf({ buyer, fulfillment, billingAddress, orderNotes }: PersonalData): readonly string[] {
  return [
    ...[buyer?.fullName, buyer?.firstName, buyer?.lastName, buyer?.email, buyer?.phoneNumber],
    ...[buyer?.customerId, buyer?.company?.name, buyer?.company?.taxId, orderNotes],
    ...[fulfillment?.name, fulfillment?.email, fulfillment?.phoneNumber],
    ...inAddress(fulfillment?.address),
    ...inAddress(billingAddress),
  ].filter((word) => word !== undefined);
}

/** State and country say of nobody who it is. */
const inAddress = (address: Address | undefined): readonly (string | undefined)[] =>
  address === undefined
    ? []
    : [address.name, address.lineOne, address.lineTwo, address.city, address.postalCode, address.company];

const escaped = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A result whose reason, where it has one, repeats nothing of the buyer. */
export const toldWithout = <Result extends object>(personal: PersonalData, result: Result): Result =>
  'why' in result && typeof result.why === 'string'
    ? { ...result, why: withoutPersonal(personal)(result.why) }
    : result;
