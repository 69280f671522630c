import { join, relative } from 'node:path/posix';
import { HUB_RULES, type HubRule } from './hub.rules';
import { matches } from './patterns';
import { type Report, violation, type Violation } from './report';
import { packageOf, type SourceFile, type WorkspacePackage } from './workspace';

const SECTION = 'Inside the hub';

const folderOf = (pathInSource: string) => pathInSource.split('/')[0] ?? '';

/** A `ports.ts` is what a folder asks of others: whoever answers imports it. */
const isPort = (specifier: string) => specifier.endsWith('/ports');

/** What an import means to the rules: a package's name, or `hub:<folder>` for another folder of the hub. */
function targetOf(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return packageOf(specifier);
  if (isPort(specifier)) return undefined;
  return `hub:${folderOf(join(file, '..', specifier))}`;
}

function binds(rule: HubRule, file: string): boolean {
  const folder = folderOf(file);
  return (
    (rule.folders?.includes(folder) ?? true) &&
    !rule.exceptFolders?.includes(folder) &&
    !rule.exceptEndings?.some((ending) => file.endsWith(ending))
  );
}

function breaches(rule: HubRule, source: SourceFile, file: string): Violation[] {
  return source.imports
    .filter((specifier) => matches(targetOf(file, specifier) ?? '', rule.forbids))
    .map((specifier) => violation(source.path, `imports ${specifier}`, rule.why, SECTION));
}

/** Holds the hub's folders to their rules. A rule that binds no file is a breach: its folder was renamed. */
export function checkHub(workspace: readonly WorkspacePackage[]): Report {
  const hub = workspace.find(({ name }) => name === 'hub');
  const files = (hub?.sources ?? []).map((source) => ({
    source,
    file: relative(join(hub?.folder ?? '', 'src'), source.path),
  }));
  const violations = HUB_RULES.flatMap((rule) => {
    const missing = (rule.folders ?? []).filter(
      (folder) => !files.some(({ file }) => folderOf(file) === folder),
    );
    return [
      ...missing.map((folder) =>
        violation(`apps/hub/src/${folder}`, 'has no files', `the rule "${rule.name}" is about it`, SECTION),
      ),
      ...files
        .filter(({ file }) => binds(rule, file))
        .flatMap(({ source, file }) => breaches(rule, source, file)),
    ];
  });
  return { checked: files.length, violations };
}
