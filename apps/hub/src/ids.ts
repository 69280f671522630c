import { uuidv7 } from 'uuidv7';

/** `cs_` and 32 hex digits that begin with the time, so that ids sort by age. */
export type NewId = (
  prefix:
    | 'cs'
    | 'ord'
    | 'pay'
    | 'mov'
    | 'ref'
    | 'out'
    | 'dlv'
    | 'ten'
    | 'con'
    | 'agt'
    | 'tok'
    | 'opr'
    | 'fnd'
    | 'run'
    | 'fed'
    | 'pub',
) => string;

export const newId: NewId = (prefix) => `${prefix}_${uuidv7().replaceAll('-', '')}`;
