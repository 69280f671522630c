import { known } from '../known';
import { isDate } from '../core/shop-time';
import { asText, isObject, RestFailure, type Json, type JsonObject } from './rest';

/** As much of JSON Schema as WordPress's routes use. */
export interface Argument {
  readonly type?: 'integer' | 'number' | 'boolean' | 'string' | 'array' | 'object' | 'date' | 'any';
  readonly nullable?: boolean;
  readonly required?: boolean;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Argument;
  readonly properties?: Readonly<Record<string, Argument>>;
  /** A rule of one route; says what is wrong. */
  readonly check?: (value: Json) => Complaint | undefined;
}

export type Schema = Readonly<Record<string, Argument>>;

export interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly data?: Json;
}

/** In the order of the schema, as WordPress lists what it refuses. */
export function validate(schema: Schema, values: JsonObject): void {
  const missing = Object.keys(schema).filter(
    (name) => known(schema[name]).required && values[name] === undefined,
  );
  if (missing.length > 0)
    throw new RestFailure(400, 'rest_missing_callback_param', `Missing parameter(s): ${missing.join(', ')}`, {
      status: 400,
      params: missing,
    });
  const complaints = Object.entries(schema).flatMap(([name, argument]) => {
    const value = values[name];
    const complaint = value === undefined ? undefined : complaintAbout(name, value, argument);
    return complaint === undefined ? [] : [[name, complaint] as const];
  });
  if (complaints.length > 0) throw invalid(complaints);
}

export const invalid = (complaints: readonly (readonly [string, Complaint])[]): RestFailure =>
  new RestFailure(
    400,
    'rest_invalid_param',
    `Invalid parameter(s): ${complaints.map(([name]) => name).join(', ')}`,
    {
      status: 400,
      params: Object.fromEntries(complaints.map(([name, { message }]) => [name, message])),
      details: Object.fromEntries(
        complaints.map(([name, { code, message, data = null }]) => [name, { code, message, data }]),
      ),
    },
  );

export function complaintAbout(name: string, value: Json, argument: Argument): Complaint | undefined {
  if (argument.nullable && value === null) return undefined;
  if (!fits(value, argument.type ?? 'any'))
    return argument.type === 'date'
      ? { code: 'rest_invalid_date', message: 'Invalid date.' }
      : {
          code: 'rest_invalid_type',
          message: `${name} is not of type ${argument.type}.`,
          data: { param: name },
        };
  return (
    outOfEnum(name, value, argument) ??
    outOfBounds(name, value, argument) ??
    inside(name, value, argument) ??
    argument.check?.(value)
  );
}

function fits(value: Json, type: NonNullable<Argument['type']>): boolean {
  switch (type) {
    case 'integer':
      return (
        (typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.0+)?$/.test(value))) &&
        Number.isInteger(Number(value))
      );
    case 'number':
      return (
        typeof value === 'number' ||
        (typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)))
      );
    case 'boolean':
      return typeof value === 'boolean' || ['true', 'false', '0', '1', '', 0, 1].includes(value as never);
    case 'string':
      return typeof value === 'string';
    case 'array':
      return Array.isArray(value) || typeof value === 'string' || typeof value === 'number';
    case 'object':
      return isObject(value) || value === '' || (Array.isArray(value) && value.length === 0);
    case 'date':
      return typeof value === 'string' && isDate(value);
    case 'any':
      return true;
  }
}

function outOfEnum(name: string, value: Json, { enum: allowed }: Argument): Complaint | undefined {
  if (allowed === undefined || allowed.includes(value as string)) return undefined;
  const message =
    allowed.length === 1 ? `${name} is not ${allowed[0]}.` : `${name} is not one of ${spoken(allowed)}.`;
  return { code: 'rest_not_in_enum', message };
}

export const spoken = (words: readonly string[]): string =>
  words.length === 2 ? words.join(' and ') : `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;

function outOfBounds(name: string, value: Json, { minimum, maximum }: Argument): Complaint | undefined {
  const number = Number(value);
  const code = 'rest_out_of_bounds';
  if (minimum !== undefined && maximum !== undefined) {
    if (number >= minimum && number <= maximum) return undefined;
    return { code, message: `${name} must be between ${minimum} (inclusive) and ${maximum} (inclusive)` };
  }
  if (minimum !== undefined && number < minimum)
    return { code, message: `${name} must be greater than or equal to ${minimum}` };
  if (maximum !== undefined && number > maximum)
    return { code, message: `${name} must be less than or equal to ${maximum}` };
  return undefined;
}

function inside(name: string, value: Json, { items, properties, maxItems }: Argument): Complaint | undefined {
  if (items !== undefined || maxItems !== undefined) {
    const all = Array.isArray(value)
      ? (value as readonly Json[])
      : asText(value)
          .split(',')
          .filter((part) => part !== '');
    if (maxItems !== undefined && all.length > maxItems)
      return { code: 'rest_too_many_items', message: `${name} must contain at most ${maxItems} items.` };
    for (const [index, item] of all.entries()) {
      const complaint = items && complaintAbout(`${name}[${index}]`, item, items);
      if (complaint !== undefined) return complaint;
    }
  }
  if (properties !== undefined && isObject(value)) {
    for (const [inner, argument] of Object.entries(properties)) {
      const given = value[inner];
      const complaint =
        given === undefined ? undefined : complaintAbout(`${name}[${inner}]`, given, argument);
      if (complaint !== undefined) return complaint;
    }
  }
  return undefined;
}
