const PREFIX = '952';

/** A number of the range that GS1 keeps for demonstrations, with its check digit (GS1 General Specifications 7.9). */
export function demoGtin(serial: number): string {
  const body = `${PREFIX}${String(serial).padStart(9, '0')}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
