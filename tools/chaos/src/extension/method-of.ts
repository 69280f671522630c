import { hubModule } from './hub-module';

type Replacement = (original: () => Promise<unknown>, values: readonly unknown[]) => Promise<unknown>;

/** A method of one of the hub's classes, to be replaced. @throws Error where it is gone. */
export function methodOf(path: string, className: string, name: string) {
  const classes = hubModule<Record<string, { readonly prototype: Record<string, unknown> }>>(path);
  const prototype = classes[className]?.prototype;
  const method = prototype?.[name];
  if (prototype === undefined || typeof method !== 'function')
    throw new Error(`${className}.${name} is gone: mend the sagas in tools/chaos/src/extension.`);
  return {
    replace(by: Replacement): void {
      prototype[name] = function (this: unknown, ...values: unknown[]): Promise<unknown> {
        return by(() => Reflect.apply(method, this, values) as Promise<unknown>, values);
      };
    },
  };
}
