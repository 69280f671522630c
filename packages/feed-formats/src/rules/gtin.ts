const FORM = /^(?:\d{8}|\d{12,14})$/;

/** Digits alone: shops write barcodes with blanks and dashes. */
export const gtinDigits = (gtin: string): string => gtin.replace(/[\s-]/g, '');

/** 8, 12, 13 or 14 digits, the last of which checks the others (GS1 General Specifications, 7.9). */
export function isGtin(digits: string): boolean {
  if (!FORM.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const fromRight = digits.length - 1 - index;
    sum += (digits.charCodeAt(index) - 48) * (fromRight % 2 === 0 ? 1 : 3);
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}
