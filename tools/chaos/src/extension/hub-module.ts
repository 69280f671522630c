import { createRequire } from 'node:module';
import { join } from 'node:path';

const HUB = join(__dirname, '../../../../apps/hub/dist');
const load = createRequire(__filename);

/** A module of the compiled hub; inside the hub's process it is the one the hub itself uses. */
export const hubModule = <Module>(path: string): Module => load(join(HUB, path)) as Module;
