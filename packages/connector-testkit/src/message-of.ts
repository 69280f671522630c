import { isNativeError } from 'node:util/types';

/** What went wrong, in words; test frameworks run checks in realms whose `Error` is not node's. */
export const messageOf = (error: unknown): string => (isNativeError(error) ? error.message : String(error));
