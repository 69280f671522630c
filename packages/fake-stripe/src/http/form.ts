/** A form's values: strings, and what brackets nest them in. */
export type FormValue = string | FormObject | FormValue[];
export interface FormObject {
  [name: string]: FormValue;
}

/** Reads `a[b]=1&c[0]=2` as `{a: {b: '1'}, c: ['2']}`, the way Stripe's libraries write parameters. */
export function parseForm(text: string): FormObject {
  const form: FormObject = {};
  for (const [name, value] of new URLSearchParams(text)) place(form, pathOf(name), value);
  return withLists(form) as FormObject;
}

const pathOf = (name: string): string[] => name.replaceAll(']', '').split('[');

function place(form: FormObject, path: readonly string[], value: string): void {
  let holder = form;
  path.forEach((step, index) => {
    const name = step === '' ? String(Object.keys(holder).length) : `${step}`;
    if (name === '__proto__') return;
    if (index === path.length - 1) holder[name] = value;
    else {
      const inner = Object.hasOwn(holder, name) ? holder[name] : undefined;
      const next = typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
      holder[name] = next;
      holder = next;
    }
  });
}

/** Objects whose names count from 0 are lists. */
function withLists(value: FormValue): FormValue {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList
    ? entries.map(([, inner]) => withLists(inner))
    : Object.fromEntries(entries.map(([name, inner]) => [name, withLists(inner)]));
}
