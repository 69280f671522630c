/** One breach: where, what, why not, and what to read. */
export type Violation = string;

/** `checked` counts what was looked at: a check that found nothing to check has not passed. */
export type Report = { readonly checked: number; readonly violations: readonly Violation[] };

/** Words a breach so that its reader knows how to mend it. */
export function violation(file: string, what: string, why: string, section: string): Violation {
  return `${file} ${what}: ${why}. Read "${section}" in docs/architecture.md.`;
}
