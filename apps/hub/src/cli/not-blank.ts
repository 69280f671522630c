import { InvalidArgumentError } from 'commander';

/** Reads an option that has to say something. @throws InvalidArgumentError */
export function notBlank(given: string): string {
  if (given.trim() === '') throw new InvalidArgumentError('It is blank.');
  return given;
}
