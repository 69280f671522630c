import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createConnector } from './create-connector';
import { parsePlatformName } from './platform-name';

const USAGE = `Usage: pnpm create-connector <platform>

Makes packages/connector-<platform> and packages/fake-<platform>: a connector that runs, a fake to try it on,
and the conformance suite that says what to write. <platform> is lower case, e.g. corner-shop.`;

function nextSteps(name: string, folders: readonly string[]): string {
  return `Made ${folders.join(' and ')}. Next:

  npx pnpm install
  npx jest --selectProjects connector-${name} --reporters=summary

The suite writes packages/connector-${name}/conformance.md: what passes, and what to write next.
packages/connector-${name}/README.md has the steps.`;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

/** @param root where the command was called: a package manager calls it at the root of the workspace. */
async function main(root: string, parameters: readonly string[]): Promise<void> {
  const [text, ...more] = parameters;
  if (text === undefined || text.startsWith('-') || more.length > 0) return fail(USAGE);
  const parsed = parsePlatformName(text);
  if (!parsed.ok) return fail(parsed.problem);
  if (!existsSync(join(root, 'pnpm-workspace.yaml')))
    return fail(`${root} is not the root of the workspace: call pnpm create-connector there.`);
  const creation = await createConnector(root, parsed.name);
  if (creation.kind === 'taken')
    return fail(`${creation.folder} exists already, and nothing was written: choose another name.`);
  console.log(nextSteps(parsed.name, creation.folders));
}

void main(process.cwd(), process.argv.slice(2));
