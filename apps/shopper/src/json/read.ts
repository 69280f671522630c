import { isObject, type Json, type JsonObject } from './json';

/** What stands at the end of a path of keys and indexes; `undefined` where the path leads nowhere. */
export function pick(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((current, step) => {
    if (typeof step === 'number') return list(current)[step];
    return isObject(current) && Object.hasOwn(current, step) ? current[step] : undefined;
  }, value);
}

/** The string at a path, or `undefined` where there is none. */
export function textAt(value: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = pick(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The number at a path, or `undefined` where there is none. */
export function numberAt(value: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = pick(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The array at a path; empty where there is none. */
export function listAt(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  return list(pick(value, ...path));
}

/** The objects in the array at a path. */
export function objectsAt(value: Json | undefined, ...path: readonly (string | number)[]): JsonObject[] {
  return listAt(value, ...path).filter(isObject);
}

/** The strings in the array at a path. */
export function textsAt(value: Json | undefined, ...path: readonly (string | number)[]): string[] {
  return listAt(value, ...path).filter((entry) => typeof entry === 'string');
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
