import { setTimeout as sleep } from 'node:timers/promises';
import { createInProcessContext } from '../src';
import { closeTransports, localTransport } from './support/client';

afterEach(closeTransports);
const context = () => createInProcessContext({ transport: localTransport() });

describe('the lock of one process', () => {
  it('lets one caller in at a time, in order, also after a failure', async () => {
    const { lock } = context();
    const steps: string[] = [];
    const work = (name: string, fails = false) =>
      lock('cart', async () => {
        steps.push(`${name} in`);
        await sleep(5);
        steps.push(`${name} out`);
        if (fails) throw new Error(name);
        return name;
      });
    const results = await Promise.allSettled([work('a'), work('b', true), work('c')]);
    expect(steps).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('keeps keys apart', async () => {
    const { lock } = context();
    await lock('a', () => lock('b', async () => undefined));
  });
});

it('remembers what is stored', async () => {
  const { store } = context();
  expect(await store.get('cursor')).toBeUndefined();
  await store.set('cursor', '7');
  expect(await store.get('cursor')).toBe('7');
});
