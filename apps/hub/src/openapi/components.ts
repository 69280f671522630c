import { acpVersions, codecOf, discoverySchema, errorSchema, type VersionSchemas } from '@acp-hub/acp';
import { z } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

/** What the schemas of a version are called in the document, and whether they describe what the hub reads or sends. */
const parts = {
  create: ['CreateCheckoutSession', 'input'],
  update: ['UpdateCheckoutSession', 'input'],
  complete: ['CompleteCheckoutSession', 'input'],
  cancel: ['CancelCheckoutSession', 'input'],
  session: ['CheckoutSession', 'output'],
  order: ['Order', 'output'],
  orderEvent: ['OrderEvent', 'output'],
} as const satisfies Record<keyof VersionSchemas, readonly [string, 'input' | 'output']>;

export type Part = keyof typeof parts;

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** The part in whichever version the header `API-Version` names, the newest first. */
export const inEveryVersion = (part: Part): Json => ({
  anyOf: acpVersions.map((version) => reference(`${parts[part][0]}.${version}`)).reverse(),
});

export const errorReference = reference('Error');
export const discoveryReference = reference('Discovery');

/** Every schema of every version. Where a version keeps a schema of an earlier one, it refers to that. */
export function componentSchemas(): Json {
  const names = new Map<z.ZodType, string>();
  const components: Record<string, Json> = {
    Discovery: jsonSchema(discoverySchema, 'output'),
    Error: jsonSchema(errorSchema, 'output'),
  };
  for (const version of acpVersions) {
    const { schemas } = codecOf(version);
    for (const part of Object.keys(parts) as Part[]) {
      const [label, io] = parts[part];
      const name = `${label}.${version}`;
      const earlier = names.get(schemas[part]);
      components[name] = earlier === undefined ? jsonSchema(schemas[part], io) : reference(earlier);
      if (earlier === undefined) names.set(schemas[part], name);
    }
  }
  return components;
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const {
    $schema: _dialect,
    '~standard': _standard,
    ...rest
  } = z.toJSONSchema(schema, { io, override: dropEmailPattern });
  return rest;
}

/** `format: email` says it; the pattern beside it is noise to readers, and makes tools invent unreadable examples. */
function dropEmailPattern({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === 'email') delete jsonSchema.pattern;
}
