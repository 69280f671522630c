function fits(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** Whether `name` fits a pattern (`*` at its end stands for anything) and none that begins with `!`. */
export function matches(name: string, patterns: readonly string[]): boolean {
  return (
    patterns.some((pattern) => fits(name, pattern)) &&
    !patterns.some((pattern) => pattern.startsWith('!') && fits(name, pattern.slice(1)))
  );
}
