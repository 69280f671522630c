/** A property as the merchant names it, e.g. `{name: 'Material', value: 'Merino wool'}`. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}
