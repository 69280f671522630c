/** Stands for a body that says it is JSON and is not; no JSON can be this. */
export const MALFORMED = Object.freeze({ 'malformed body': true });
