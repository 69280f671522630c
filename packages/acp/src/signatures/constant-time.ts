import { timingSafeEqual } from 'node:crypto';

/** Whether two byte strings are equal, in a time that tells nothing of where they differ. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
