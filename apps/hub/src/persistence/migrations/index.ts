import { Initial1763900000000 } from './1763900000000-initial';

/** Oldest first. */
export const migrations = [Initial1763900000000];
