const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** RFC 9535 JSONPath of a value: `$.line_items[0].id`, and `$['a b']` where a member name is not an identifier. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = String(step);
    if (NAME.test(name)) return `${text}.${name}`;
    return `${text}['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
  }, '$');
}
