/** What an operator asked for cannot be; the message says what to do. */
export class ProvisioningError extends Error {
  override readonly name = 'ProvisioningError';
}
