/** The keys in the environment do not open what is stored; the message says which, and what to do. */
export class KeyRingError extends Error {
  override readonly name = 'KeyRingError';
}
