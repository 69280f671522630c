export { createClock, type FakeClock } from './clock';
export { openDurableState } from './durable-state';
export type { Fault, FaultEffect, FaultPlan } from './fault';
export type { FaultSchedule } from './fault-schedule';
export type { Journal, JournalEntry } from './journal';
export { createFakeServer, type FakeServer, type FakeServerOptions } from './server';
export { createMemoryState, type Collection, type FakeState } from './state';
