/**
 * Stands where a part of a connector is still to be written, as the scaffold of a new one leaves it. A mistake
 * of its author and no failure of a platform, so it is no `ConnectorError`, and no check passes on it.
 */
export class NotWrittenError extends Error {
  override readonly name = 'NotWrittenError';
  /** What is missing, e.g. `Store.quote`. */
  readonly missing: string;

  /**
   * @param file where to write it.
   * @param contract the file that says what it owes its caller.
   */
  constructor(missing: string, { file, contract }: { readonly file: string; readonly contract: string }) {
    super(`${missing} is not written yet. Write it in ${file}; what it owes stands in ${contract}.`);
    this.missing = missing;
  }
}
