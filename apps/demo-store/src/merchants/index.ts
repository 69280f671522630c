import type { Merchant } from '../merchant';
import { cascade } from './cascade';
import { hoshino } from './hoshino';
import { lindenhof } from './lindenhof';

/** The shops of this store, the one shown first in front. */
export const merchants: readonly Merchant[] = [cascade, lindenhof, hoshino];
