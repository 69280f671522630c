/** What whoever runs `npm start` can mend: shown without a stack. */
export class Problem extends Error {}

/** Somebody pressed Ctrl-C before everything was up. */
export class Interrupted extends Error {}
