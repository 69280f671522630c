import { Initial1763900000000 } from './1763900000000-initial';
import { LinkSecret1796083200000 } from './1796083200000-link-secret';

/** Oldest first. */
export const migrations = [Initial1763900000000, LinkSecret1796083200000];
