import { accessSync, constants, mkdirSync } from 'node:fs';
import { isError } from '../is-error';
import { ConfigError } from './load-config';

/** Makes `HUB_DATA_DIR` unless it is there. @throws ConfigError where the hub may not write to it. */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = isError(error) ? error.message : String(error);
    throw new ConfigError([`HUB_DATA_DIR: name a folder that the hub may write to (${why})`]);
  }
}
