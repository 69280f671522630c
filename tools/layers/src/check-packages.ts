import { COMMERCE_LIBRARIES, HUB_FRAMEWORKS, MAY_IMPORT, UNRESTRICTED_GROUPS } from './packages.table';
import { matches } from './patterns';
import { type Report, violation, type Violation } from './report';
import { packageOf, SCOPE, type WorkspacePackage } from './workspace';

const SECTION = 'Who may import whom';

/** Why this package may not import that one; `undefined` when it may. */
function objection(importer: WorkspacePackage, may: readonly string[], imported: string): string | undefined {
  if (imported.startsWith(SCOPE)) {
    const name = imported.slice(SCOPE.length);
    if (name === importer.name || matches(name, may)) return undefined;
    const allowed = may.filter((pattern) => !pattern.startsWith('!'));
    return `${importer.name} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing'} of the workspace`;
  }
  if (importer.name !== 'hub' && matches(imported, HUB_FRAMEWORKS))
    return 'only apps/hub knows its framework';
  if (importer.name === 'commerce' && !matches(imported, COMMERCE_LIBRARIES)) {
    return `the pure domain uses ${COMMERCE_LIBRARIES.join(' and ')} and nothing else`;
  }
  return undefined;
}

function checkPackage(importer: WorkspacePackage): Violation[] {
  if (UNRESTRICTED_GROUPS.includes(importer.group)) return [];
  const row = MAY_IMPORT.find((candidate) => matches(importer.name, [candidate.package]));
  if (!row) {
    return [violation(importer.folder, 'has no row in the table', 'add one to packages.table.ts', SECTION)];
  }
  return importer.sources.flatMap((file) =>
    file.imports.flatMap((specifier) => {
      const imported = packageOf(specifier);
      const reason = imported && objection(importer, row.may, imported);
      return reason ? [violation(file.path, `imports ${specifier}`, reason, SECTION)] : [];
    }),
  );
}

/** Holds every package's sources to the table. */
export function checkPackages(workspace: readonly WorkspacePackage[]): Report {
  return {
    checked: workspace.flatMap(({ sources }) => sources).length,
    violations: workspace.flatMap(checkPackage),
  };
}
