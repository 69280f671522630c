/** A number as a key that sorts like the number. */
export const sequenceKey = (sequence: number): string => String(sequence).padStart(12, '0');
