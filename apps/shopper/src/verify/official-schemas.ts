import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type AnySchemaObject, type ErrorObject } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Version } from '../dialect/version';
import type { Json } from '../json/json';

/** The protocol's own schema files of one version. */
export interface OfficialSchemas {
  /** @param definition a name in `$defs`, e.g. `CheckoutSession`. @returns what is wrong; empty where nothing is. */
  violations(definition: string, value: Json | undefined): string[];
  /** The same for a webhook's body. */
  webhookViolations(value: Json | undefined): string[];
}

const CHECKOUT = 'https://example.com/schemas/agentic-checkout/bundle.schema.json';
const OPENAPI = 'https://example.com/openapi/';

/** Where below `folder` the files are: it is a clone of the protocol's repository, or has one as `acp/`. */
export function schemaFolderIn(folder: string): string | undefined {
  return [folder, join(folder, 'acp')].find((each) => existsSync(join(each, 'spec')));
}

/** @param folder holds `spec/<version>/`. @returns `undefined` where the version's files are not there. */
export function loadOfficialSchemas(folder: string, version: Version): OfficialSchemas | undefined {
  const spec = join(folder, 'spec', version);
  const checkout = readIfThere(join(spec, 'json-schema', 'schema.agentic_checkout.json'));
  if (checkout === undefined) return undefined;

  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  ajv.addSchema(mended(version, JSON.parse(checkout) as AnySchemaObject), CHECKOUT);
  for (const name of ['openapi.agentic_checkout.yaml', 'openapi.agentic_checkout_webhook.yaml']) {
    const text = readIfThere(join(spec, 'openapi', name));
    if (text !== undefined) ajv.addSchema(parse(text) as AnySchemaObject, OPENAPI + name);
  }

  const validate = (reference: string, value: Json | undefined) => {
    const check = ajv.getSchema(reference);
    if (check === undefined) return [`the schema files of ${version} have no ${reference}`];
    return check(value) === true ? [] : (check.errors ?? []).map(describe);
  };
  return {
    violations: (definition, value) => validate(`${CHECKOUT}#/$defs/${definition}`, value),
    webhookViolations: (value) =>
      validate(`${OPENAPI}openapi.agentic_checkout_webhook.yaml#/components/schemas/WebhookEvent`, value),
  };
}

/**
 * Mends two slips of the schema of 2025-09-29: it has no place for the `order` that the text demands in a
 * completed session, and it writes `exclusiveMinimum` as older drafts of JSON Schema did.
 */
function mended(version: Version, schema: AnySchemaObject): AnySchemaObject {
  if (version !== '2025-09-29') return schema;
  const { $defs } = schema as { $defs: Record<string, { properties: Record<string, unknown> }> };
  const patch = (definition: string, properties: Record<string, unknown>) => ({
    [definition]: { ...$defs[definition], properties: { ...$defs[definition]?.properties, ...properties } },
  });
  return {
    ...schema,
    $defs: {
      ...$defs,
      ...patch('CheckoutSessionBase', { order: { $ref: '#/$defs/Order' } }),
      ...patch('Item', { quantity: { type: 'number', exclusiveMinimum: 0 } }),
    },
  };
}

const describe = ({ instancePath, message, params }: ErrorObject): string => {
  const extra = (params as Record<string, unknown>)['additionalProperty'];
  return `${instancePath || '/'} ${message ?? 'is invalid'}${typeof extra === 'string' ? ` ("${extra}")` : ''}`;
};

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
