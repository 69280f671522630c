import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Parsed JSON of a shop, asserted on at once. */
export type Json = ReturnType<typeof JSON.parse>;

/** What a live WooCommerce 10.0.2 was asked and answered, one exchange a line. */
export interface Exchange {
  readonly name: string;
  readonly direction?: 'store-to-sink';
  readonly secret?: string;
  readonly signature_valid?: boolean;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Json;
    readonly raw_body?: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Json;
  };
}

const directory = join(
  process.env['ORACLES_DIR'] ?? resolve(__dirname, '../../../../../shared/oracles'),
  'stores/woocommerce-10.0.2',
);

const scenarios = (): ReadonlyMap<string, readonly Exchange[]> =>
  new Map(
    readdirSync(directory)
      .filter((file) => file.endsWith('.jsonl'))
      .map((file) => [
        file.replace('.jsonl', ''),
        readFileSync(join(directory, file), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Exchange),
      ]),
  );

export interface Recordings {
  all(scenario: string): readonly Exchange[];
  /** @throws Error where there is no such step. */
  step(name: string): Exchange;
}

/** Tests held against the recordings; where these are missing they are skipped, and counted. */
export function describeRecorded(name: string, tests: (recordings: Recordings) => void): void {
  if (existsSync(directory)) describe(name, () => tests(openRecordings()));
  else if (process.env['ORACLES'] === 'required')
    test(name, () => {
      throw new Error(`The recordings are missing: set ORACLES_DIR (looked in ${directory}).`);
    });
  else test.skip(`${name} (the recordings are missing: set ORACLES_DIR)`, () => undefined);
}

function openRecordings(): Recordings {
  const known = scenarios();
  const all = (scenario: string) => {
    const found = known.get(scenario);
    if (found === undefined) throw new Error(`There is no scenario ${scenario}.`);
    return found;
  };
  return {
    all,
    step(name) {
      const found = all(name.split('/')[0] ?? '').find((exchange) => exchange.name === name);
      if (found === undefined) throw new Error(`There is no step ${name}.`);
      return found;
    },
  };
}
