/** The variable that names the file with the offset of the hub's clock, in milliseconds. */
export const CLOCK_VARIABLE = 'CHAOS_CLOCK_FILE';
