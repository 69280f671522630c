import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { preProcessFile } from 'typescript';

export const SCOPE = '@acp-hub/';

export type SourceFile = {
  /** From the root of the repository. */
  readonly path: string;
  /** Import specifiers as written: static, dynamic, type-only, and `require`. */
  readonly imports: readonly string[];
};

type Dependencies = Readonly<Record<string, string>>;

export type WorkspacePackage = {
  /** Without the scope. */
  readonly name: string;
  /** `apps`, `packages` or `tools`. */
  readonly group: string;
  readonly folder: string;
  readonly manifest: {
    readonly dependencies?: Dependencies;
    readonly optionalDependencies?: Dependencies;
    readonly devDependencies?: Dependencies;
    readonly peerDependencies?: Dependencies;
  };
  readonly sources: readonly SourceFile[];
  readonly tests: readonly SourceFile[];
};

/** The npm package an import asks for; `undefined` for relative files and what comes with Node. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || isBuiltin(specifier)) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function readSources(root: string, folder: string): SourceFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(root, file),
      imports: preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(
        (found) => found.fileName,
      ),
    }));
}

/** Every package of the workspace with what its files import. */
export function readWorkspace(root: string): WorkspacePackage[] {
  return ['apps', 'packages', 'tools'].flatMap((group) =>
    readdirSync(join(root, group))
      .map((name) => join(root, group, name))
      .filter((folder) => existsSync(join(folder, 'package.json')))
      .map((folder) => {
        const manifest = JSON.parse(
          readFileSync(join(folder, 'package.json'), 'utf8'),
        ) as WorkspacePackage['manifest'] & { name: string };
        return {
          name: manifest.name.replace(SCOPE, ''),
          group,
          folder: relative(root, folder),
          manifest,
          sources: readSources(root, join(folder, 'src')),
          tests: readSources(root, join(folder, 'test')),
        };
      }),
  );
}
