import { Initial1763900000000 } from './1763900000000-initial';
import { LinkSecret1796083200000 } from './1796083200000-link-secret';
import { OpenFindings1796119200000 } from './1796119200000-open-findings';

/** Oldest first. */
export const migrations = [Initial1763900000000, LinkSecret1796083200000, OpenFindings1796119200000];
