/** A request whose answer got lost may still arrive; until then, that its effect is not found proves nothing. */
export const MAY_STILL_ARRIVE_MS = 30_000;
