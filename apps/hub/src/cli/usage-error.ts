/** The command line asks for something that it does not say clearly enough. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
