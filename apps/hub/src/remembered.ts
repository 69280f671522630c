/** Values by name, each made once; when there are too many all are let go, so that what nobody asks for goes. */
export class Remembered<Value extends object | string> {
  readonly #values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get(name: string, make: () => Value): Value {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const made = make();
    if (this.#values.size >= this.most) this.#values.clear();
    this.#values.set(name, made);
    return made;
  }
}
