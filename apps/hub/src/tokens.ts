/** What modules share that is an interface, and so has no class to be injected by. */
export const CLOCK = Symbol('clock');
export const CONNECTIONS = Symbol('connections');
export const ORDERS = Symbol('orders');
export const OUTBOX_NUDGE = Symbol('outbox nudge');
export const REFRESH_QUEUE = Symbol('refresh queue');
export const CATALOGUE_QUEUE = Symbol('catalogue queue');
export const FEED_QUEUE = Symbol('feed queue');
export const DELIVERY_QUEUE = Symbol('delivery queue');
export const MAINTENANCE_TASKS = Symbol('maintenance tasks');
