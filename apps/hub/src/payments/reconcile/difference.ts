import type { FindingCode } from '../findings';

/** Something that hub, shop and provider do not agree on. */
export interface Difference {
  readonly code: FindingCode;
  readonly reference: string;
  readonly detail: string;
  /** Where it is safe to mend. `false`: it could not be, and a person is told. */
  readonly mend?: () => Promise<boolean>;
}

/** Shop or provider cannot be asked now; the next pass asks again. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}
