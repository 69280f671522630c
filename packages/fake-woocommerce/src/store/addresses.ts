import type { Address, BillingAddress } from '../books/records/addresses';
import { COUNTRIES } from '../data/countries';
import { STATES } from '../data/states';
import { asText, isObject, type Json, type JsonObject } from '../rest/rest';
import type { Complaint } from '../rest/schema';

/** Addresses as the Store API reads them: trimmed, states by code whatever they were written as. */
export function readAddress<Kind extends Address | BillingAddress>(old: Kind, given: Json | undefined): Kind {
  if (!isObject(given)) return old;
  const fields = Object.fromEntries(
    Object.keys(old).map((name) => [
      name,
      given[name] === undefined ? (old as unknown as JsonObject)[name] : asText(given[name]).trim(),
    ]),
  ) as unknown as Kind;
  const country = fields.country.toUpperCase();
  return {
    ...fields,
    country,
    state: stateCode(country, fields.state),
    postcode: postcode(country, fields.postcode),
  };
}

function stateCode(country: string, state: string): string {
  const found = Object.entries(STATES[country] ?? {}).find(([code, name]) =>
    [code, name].some((one) => one.toUpperCase() === state.toUpperCase()),
  );
  return found?.[0] ?? state;
}

function postcode(country: string, text: string): string {
  const plain = text.toUpperCase().trim();
  if (country === 'JP' && /^\d{7}$/.test(plain)) return `${plain.slice(0, 3)}-${plain.slice(3)}`;
  return plain;
}

const POSTCODES: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(-?\d{4})?$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  JP: /^\d{3}-?\d{4}$/,
  AT: /^\d{4}$/,
  CH: /^\d{4}$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/,
};

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** What the Store API refuses of an address; the first thing it finds. */
export function addressComplaint(address: Address): Complaint | undefined {
  const { country, state, phone } = address;
  if (country !== '' && !COUNTRIES.has(country))
    return {
      code: 'invalid_country',
      message: `Invalid country code provided. Must be one of: ${[...COUNTRIES.keys()].join(', ')}`,
    };
  const states = STATES[country];
  if (state !== '' && states !== undefined && states[state] === undefined)
    return {
      code: 'invalid_state',
      message: `The provided state (${state}) is not valid. Must be one of: ${Object.keys(states).join(', ')}`,
    };
  if (address.postcode !== '' && POSTCODES[country]?.test(address.postcode) === false)
    return { code: 'invalid_postcode', message: 'The provided postcode / ZIP is not valid' };
  if (phone !== '' && !/^[\d\s+()\-./]*$/.test(phone))
    return { code: 'invalid_phone', message: 'The provided phone number is not valid' };
  return undefined;
}

const REQUIRED: readonly (readonly [keyof Address, string])[] = [
  ['first_name', 'First name'],
  ['last_name', 'Last name'],
  ['country', 'Country/Region'],
  ['address_1', 'Street address'],
  ['city', 'Town / City'],
  ['state', 'State'],
  ['postcode', 'ZIP Code'],
];

/** Fields an order needs that are empty, in the checkout's words. */
export const missingFields = (address: Address): readonly string[] =>
  REQUIRED.filter(([name]) => address[name] === '' && !isOptional(address.country, name)).map(
    ([name, label]) => `${wordFor(address.country, name, label)} is required`,
  );

/** Countries without states ask for none; in some a state is not needed. */
const isOptional = (country: string, name: keyof Address): boolean =>
  name === 'state' && (STATES[country] === undefined || country === 'DE');

const wordFor = (country: string, name: keyof Address, label: string): string =>
  name === 'postcode' && country !== 'US'
    ? 'Postcode / ZIP'
    : name === 'city' && country === 'US'
      ? 'Town / City'
      : label;

export const withoutEmail = (billing: Json | undefined): Json | undefined =>
  isObject(billing) ? { ...billing, email: undefined } : undefined;
