import { isError } from './is-error';

/** Whether PostgreSQL refused a statement and undid it. What befalls a connection, perhaps after a commit, never looks so. */
export const isStatementError = (error: unknown): boolean =>
  isError(error) && 'severity' in error && error.severity === 'ERROR';
