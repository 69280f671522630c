import type { Encoding } from '../kinds';

/** What a format demands of a field. `otherwise`: what becomes of an item, or of the field, that does not meet it. */
export type Requirement =
  | { readonly kind: 'required'; readonly field: string }
  | { readonly kind: 'recommended'; readonly field: string }
  /** At most so many characters. */
  | {
      readonly kind: 'length';
      readonly field: string;
      readonly most: number;
      readonly otherwise: 'cut' | 'exclude' | 'omit';
    }
  | {
      readonly kind: 'one_of';
      readonly field: string;
      readonly values: readonly string[];
      readonly otherwise: 'omit' | 'exclude';
    }
  | { readonly kind: 'gtin'; readonly field: string }
  | { readonly kind: 'address'; readonly field: string; readonly otherwise: 'exclude' | 'omit' }
  | { readonly kind: 'addresses'; readonly field: string; readonly most: number }
  | { readonly kind: 'price'; readonly field: string }
  | { readonly kind: 'sale'; readonly field: string; readonly with?: readonly string[] }
  /** Variants of one product name the same options, each its own combination, under an id that is no item's. */
  | { readonly kind: 'group'; readonly field: string }
  | { readonly kind: 'category_allowed'; readonly field: string; readonly banned: readonly string[] }
  /** The field is needed where another has one of the values. */
  | {
      readonly kind: 'needed_when';
      readonly field: string;
      readonly when: { readonly field: string; readonly is: readonly string[] };
      readonly otherwise: 'exclude' | 'warn';
    }
  | { readonly kind: 'any_of'; readonly field: string; readonly fields: readonly string[] }
  /** A flag that needs other fields, and is taken back where they are missing. */
  | {
      readonly kind: 'flag_needs';
      readonly field: string;
      readonly fields: readonly string[];
      readonly asked: boolean;
    }
  /** An id cannot be altered to defuse it, so it must not begin as a formula does. */
  | { readonly kind: 'no_formula'; readonly field: string; readonly onlyIn: readonly Encoding[] };
