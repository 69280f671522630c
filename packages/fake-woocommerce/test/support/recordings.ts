import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Parsed JSON of a shop, compared at once. */
export type Json = ReturnType<typeof JSON.parse>;

/** What a live WooCommerce 10.0.2 was asked and answered, one exchange a line. */
export interface Exchange {
  readonly name: string;
  readonly at: string;
  readonly ms: number | null;
  readonly before?: readonly string[];
  readonly direction?: 'store-to-sink';
  readonly trimmed?: boolean;
  readonly secret?: string;
  readonly request: {
    readonly scheme: 'http' | 'https';
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string | readonly string[]>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly auth: string;
    readonly body: Json;
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

/** Tests held against the recordings; where these are missing they are skipped, and counted. */
export function describeRecorded(
  name: string,
  tests: (scenarios: ReadonlyMap<string, readonly Exchange[]>) => void,
): void {
  if (existsSync(directory)) describe(name, () => tests(read()));
  else if (process.env['ORACLES'] === 'required')
    test(name, () => {
      throw new Error(`The recordings are missing: set ORACLES_DIR (looked in ${directory}).`);
    });
  else test.skip(`${name} (the recordings are missing: set ORACLES_DIR)`, () => undefined);
}

const read = (): ReadonlyMap<string, readonly Exchange[]> =>
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
