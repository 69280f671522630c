import { isNativeError } from 'node:util/types';

/** An error of whatever realm and kind: Fastify's are not native, a test's may be of another realm. */
export const isError = (value: unknown): value is Error => value instanceof Error || isNativeError(value);
