import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse as parseYaml } from 'yaml';
import type { AcpVersion } from '../../src';

const directory = join(
  process.env['ORACLES_DIR'] ?? resolve(__dirname, '../../../../../shared/oracles'),
  'acp',
);

/** A suite that needs the protocol's own files: skipped and counted without them, failing where they are demanded. */
export function describeWithOracles(name: string, suite: () => void): void {
  if (existsSync(directory)) {
    describe(name, suite);
  } else if (process.env['ORACLES'] === 'required') {
    test(name, () => {
      throw new Error(`The protocol's files are missing: set ORACLES_DIR (looked in ${directory}).`);
    });
  } else {
    test.skip(`${name} (the protocol's files are missing: set ORACLES_DIR)`, () => undefined);
  }
}

const readJson = (...path: string[]): Json => JSON.parse(readFileSync(join(directory, ...path), 'utf8'));

const readYaml = (...path: string[]): object =>
  parseYaml(readFileSync(join(directory, ...path), 'utf8')) as object;

/** Parsed JSON of a server or an oracle, asserted on at once. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Example {
  /** e.g. `examples.agentic_checkout.json: create_checkout_session_request` */
  readonly name: string;
  readonly value: Json;
}

/** Every example of a version's main file, by name. */
export const checkoutExamples = (version: AcpVersion): Example[] =>
  Object.entries(readJson('examples', version, 'examples.agentic_checkout.json')).map(([name, value]) => ({
    name,
    value,
  }));

/** The files of a folder of examples, without their annotations. */
export const exampleFiles = (version: AcpVersion, folder: string): Example[] =>
  readdirSync(join(directory, 'examples', version, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { $schema, _description, ...value } = readJson('examples', version, folder, file);
      return { name: `${folder}/${file}`, value };
    });

export const exampleFile = (version: AcpVersion, file: string): Json => readJson('examples', version, file);

export interface Oracle {
  /** A definition of the version's JSON Schema. */
  definition(name: string): ValidateFunction;
  /** The webhook body, by OpenAPI. */
  readonly webhook: ValidateFunction;
}

/**
 * The schema of 2025-09-29 is mended in two places: `order` has none in the session, which the text demands, and
 * `exclusiveMinimum: true` is a word of JSON Schema draft 4.
 */
function mended(schema: Json): Json {
  schema.$defs.Item.properties.quantity = { type: 'number', exclusiveMinimum: 0 };
  schema.$defs.CheckoutSessionBase.properties.order = { $ref: '#/$defs/Order' };
  return schema;
}

export function oracle(version: AcpVersion): Oracle {
  const ajv = addFormats(
    new Ajv2020({ strict: false, allErrors: true, verbose: true, validateSchema: false }),
  );
  const read = readJson('spec', version, 'json-schema', 'schema.agentic_checkout.json');
  const schema = version === '2025-09-29' ? mended(read) : read;
  if (ajv.validateSchema(schema) !== true) throw new Error(`The schema of ${version} is no JSON Schema.`);
  ajv.addSchema(schema);
  for (const file of ['openapi.agentic_checkout.yaml', 'openapi.agentic_checkout_webhook.yaml'])
    ajv.addSchema(readYaml('spec', version, 'openapi', file), `file:///${file}`);
  return {
    definition: (name) => {
      if (schema.$defs[name] === undefined) throw new Error(`${version} defines no ${name}.`);
      return ajv.compile({ $ref: `${schema.$id as string}#/$defs/${name}` });
    },
    webhook: ajv.compile({
      $ref: 'file:///openapi.agentic_checkout_webhook.yaml#/components/schemas/WebhookEvent',
    }),
  };
}

/** A schema's complaints, with the value at fault, for the message of a failed test. */
export const complaints = (validate: ValidateFunction): string =>
  (validate.errors ?? [])
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .join('\n');

export const overTheWire = (value: unknown): Json => JSON.parse(JSON.stringify(value));
