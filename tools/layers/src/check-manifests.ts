import { NOT_IMPORTED } from './packages.table';
import { matches } from './patterns';
import { type Report, violation, type Violation } from './report';
import { packageOf, SCOPE, type SourceFile, type WorkspacePackage } from './workspace';

const SECTION = 'Who may import whom';

function imported(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    for (const specifier of file.imports) {
      const name = packageOf(specifier);
      if (name !== undefined && !found.has(name)) found.set(name, file.path);
    }
  }
  return found;
}

const namesIn = (...dependencies: (Readonly<Record<string, string>> | undefined)[]) =>
  new Set(dependencies.flatMap((some) => Object.keys(some ?? {})));

function undeclared(files: readonly SourceFile[], declared: ReadonlySet<string>, where: string): Violation[] {
  return [...imported(files)]
    .filter(([name]) => !declared.has(name))
    .map(([name, file]) => violation(file, `imports ${name}`, `add it to ${where}`, SECTION));
}

function unused(subject: WorkspacePackage): Violation[] {
  const { dependencies, optionalDependencies } = subject.manifest;
  const used = imported(subject.sources);
  const excused = NOT_IMPORTED.filter((entry) => entry.package === subject.name).map(
    (entry) => entry.dependency,
  );
  return [...namesIn(dependencies, optionalDependencies)]
    .filter((name) => !used.has(name) && !matches(name, excused))
    .map((name) =>
      violation(
        `${subject.folder}/package.json`,
        `declares ${name}`,
        'no source file imports it: remove it, or move it to devDependencies when tests do',
        SECTION,
      ),
    );
}

/** Dependencies of tests that nothing uses; types and what comes from outside the workspace are not counted. */
function unusedByTests(subject: WorkspacePackage): Violation[] {
  const used = imported([...subject.tests, ...subject.sources]);
  return [...namesIn(subject.manifest.devDependencies)]
    .filter((name) => name.startsWith(SCOPE) && !used.has(name))
    .map((name) =>
      violation(
        `${subject.folder}/package.json`,
        `declares ${name}`,
        'no test imports it: remove it',
        SECTION,
      ),
    );
}

function checkManifest(subject: WorkspacePackage, shared: ReadonlySet<string>): Violation[] {
  const { dependencies, optionalDependencies, devDependencies, peerDependencies } = subject.manifest;
  const own = namesIn(dependencies, optionalDependencies, peerDependencies);
  const types = imported(subject.sources.filter(({ path }) => path.endsWith('.d.ts')));
  const forSources = new Set([...own, ...types.keys(), `${SCOPE}${subject.name}`]);
  const forTests = new Set([...forSources, ...namesIn(devDependencies), ...shared]);
  const manifest = `${subject.folder}/package.json`;
  return [
    ...undeclared(subject.sources, forSources, `"dependencies" of ${manifest}`),
    ...undeclared(subject.tests, forTests, `"devDependencies" of ${manifest}`),
    ...unused(subject),
    ...unusedByTests(subject),
  ];
}

/**
 * Compares what every package.json declares with what its files import. Tests may also import `shared`, the
 * development dependencies of the root.
 */
export function checkManifests(workspace: readonly WorkspacePackage[], shared: readonly string[]): Report {
  return {
    checked: workspace.length,
    violations: workspace.flatMap((subject) => checkManifest(subject, new Set(shared))),
  };
}
