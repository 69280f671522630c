import { resolve } from 'node:path';

/** What the shopper takes from its surroundings. Colours are decided in terminal/colours.ts. */
export interface Surroundings {
  /** Where `npm start` of the hub describes its demo. */
  readonly demoFile: string;
  /** The folder that holds `acp/spec/<version>/`, the protocol's own schema files. */
  readonly schemas: string;
}

/** @param root the repository's root folder, against which defaults are resolved. */
export const readSurroundings = (root: string): Surroundings => ({
  demoFile: resolve(root, process.env['HUB_DATA_DIR'] ?? '.acp-hub', 'demo.json'),
  schemas: resolve(root, process.env['ORACLES_DIR'] ?? '../shared/oracles'),
});
