import { readFileSync } from 'node:fs';
import { ANY_STEP, type KillOrder, type KillPoint, type Refusal } from '../points/kill-point';
import { ORDERS_VARIABLE, type AttemptName, type Orders, type Report } from './messages';

const NONE: Orders = { kills: [], refusals: [], attempts: {} };

let orders: Orders = NONE;
const attempts = new Map<string, AttemptName>();
/** Sessions that have come to their points: nothing is done for them in this process any more. */
const stopped = new Set<string>();

export const report = (what: Report): void => void process.send?.(what);

function take(given: Orders): void {
  orders = given;
  for (const [id, name] of Object.entries(given.attempts)) attempts.set(id, name);
}

/** Takes the orders of the start, and listens for later ones as long as the hub itself wants to live. */
export function obey(): void {
  const file = process.env[ORDERS_VARIABLE];
  if (file !== undefined) take(JSON.parse(readFileSync(file, 'utf8')) as Orders);
  process.on('message', (given: Orders) => {
    take(given);
    report({ kind: 'obeys' });
  });
  process.channel?.unref();
}

export function nameAttempt(id: string, name: AttemptName): void {
  if (attempts.has(id)) return;
  attempts.set(id, name);
  report({ kind: 'attempt', id, name });
}

export const attemptNamed = (id: string): AttemptName | undefined => attempts.get(id);

export const orderFor = (sessionId: string, here: KillPoint): KillOrder | undefined =>
  orders.kills.find(
    (order) =>
      order.sessionId === sessionId &&
      order.saga === here.saga &&
      (order.step === ANY_STEP ||
        (order.step === here.step && order.attempt === here.attempt && order.run === here.run)) &&
      order.moment === here.moment &&
      order.operation === here.operation &&
      order.call === here.call,
  );

export const refusalFor = (sessionId: string, attempt: number, operation: string): Refusal | undefined =>
  orders.refusals.find(
    (refusal) =>
      refusal.sessionId === sessionId && refusal.attempt === attempt && refusal.operation === operation,
  );

/** Stops here for good where an order says so, or did before: the harness kills the process. */
export async function halt(sessionId: string, here: KillPoint): Promise<void> {
  const order = orderFor(sessionId, here);
  if (order === undefined) return goOnUnlessStopped(sessionId);
  if (!stopped.has(sessionId)) report({ kind: 'halted', order: order.id });
  await dieHere(sessionId);
}

/** Whoever takes over what has stopped, because its lease ran out, stops as well. */
export async function goOnUnlessStopped(sessionId: string): Promise<void> {
  if (stopped.has(sessionId)) await dieHere(sessionId);
}

/** Never resolves. */
export function dieHere(sessionId: string): Promise<never> {
  stopped.add(sessionId);
  return new Promise<never>(() => undefined);
}
