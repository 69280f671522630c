import type { Buyer } from '@acp-hub/commerce';

/** The name as the buyer gave it, or first and last name together. */
export function fullNameOf({
  fullName,
  firstName,
  lastName,
}: Pick<Buyer, 'fullName' | 'firstName' | 'lastName'>) {
  const joined = [firstName, lastName].filter((part) => part !== undefined && part !== '').join(' ');
  return [fullName, joined].find((name) => name !== undefined && name !== '');
}
