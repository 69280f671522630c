/**
 * What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), with the full-width signs that some
 * take as well.
 */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;

/** `-5`, `+3.50`, `-19.99 USD`, `+43 1 23456`: numbers, which spreadsheets only show. */
const NUMBER = /^[-+]?\d[\d.,]*(?: [\d]+)*(?: [A-Z]{3})?$/;

export const isFormula = (text: string): boolean => FORMULA_START.test(text) && !NUMBER.test(text);

/** Text that a spreadsheet shows as text: an apostrophe before what would be run. */
export const defused = (text: string): string => (isFormula(text) ? `'${text}` : text);
