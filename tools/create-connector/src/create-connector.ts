import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { PlatformName } from './platform-name';
import { spell } from './spellings';

/** Packages as they are made, but for the name of the platform. */
const TEMPLATE = join(__dirname, '../template');

export type Creation =
  | { readonly kind: 'created'; readonly folders: readonly string[] }
  /** Nothing was written. */
  | { readonly kind: 'taken'; readonly folder: string };

/**
 * Makes the connector's package and its fake's.
 * @param root of the workspace.
 */
export async function createConnector(root: string, name: PlatformName): Promise<Creation> {
  const folders = (await readdir(TEMPLATE)).map((folder) => `packages/${spell(folder, name)}`);
  const taken = folders.find((folder) => existsSync(join(root, folder)));
  if (taken !== undefined) return { kind: 'taken', folder: taken };
  for (const { path, text } of await fill(join(root, 'packages'), name)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return { kind: 'created', folders };
}

/** The files of the template for that name, below `packages`; formatted anew, since names differ in length. */
async function fill(packages: string, name: PlatformName) {
  const entries = await readdir(TEMPLATE, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const source = join(entry.parentPath, entry.name);
        const path = join(packages, spell(relative(TEMPLATE, source), name));
        const text = spell(await readFile(source, 'utf8'), name);
        const style = await resolveConfig(path, { editorconfig: true });
        return { path, text: await format(text, { ...style, filepath: path }) };
      }),
  );
}
