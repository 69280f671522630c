import type { Purchase } from './purchase';

/** What an agent does with a checkout, and how that may end. */
export interface Script {
  readonly name: string;
  /** How often it is played, in relation to the others. */
  readonly weight: number;
  play(purchase: Purchase): Promise<void>;
  readonly ends: readonly string[];
  /** It pays with what only the sandbox has. */
  readonly sandboxOnly?: true;
}

const completed = ['completed'];

export const scripts: readonly Script[] = [
  { name: 'pays', weight: 6, play: (purchase) => purchase.pay(), ends: completed },
  {
    name: 'changes the cart, pays',
    weight: 2,
    ends: completed,
    async play(purchase) {
      await purchase.change();
      await purchase.pay();
    },
  },
  {
    name: 'is declined, pays with another token',
    weight: 3,
    ends: completed,
    async play(purchase) {
      await purchase.attempt('declined');
      await purchase.pay();
    },
  },
  {
    name: 'is declined, changes the cart, pays',
    weight: 2,
    ends: completed,
    async play(purchase) {
      await purchase.attempt('insufficient_funds');
      await purchase.change();
      await purchase.pay();
    },
  },
  {
    name: 'is declined, cancels',
    weight: 2,
    ends: ['canceled'],
    async play(purchase) {
      await purchase.attempt('declined');
      await purchase.cancel();
    },
  },
  {
    name: 'pays, the capture fails, cancels',
    weight: 1,
    sandboxOnly: true,
    ends: ['canceled'],
    async play(purchase) {
      await purchase.attempt('lapses');
      await purchase.cancel();
    },
  },
  {
    name: 'is declined, walks away',
    weight: 1,
    ends: ['expired'],
    play: async (purchase) => void (await purchase.attempt('declined')),
  },
  {
    name: 'provider silent before it acts',
    weight: 2,
    sandboxOnly: true,
    ends: completed,
    play: (purchase) => purchase.pay('timeout_before'),
  },
  {
    name: 'provider silent after it acted',
    weight: 2,
    sandboxOnly: true,
    ends: completed,
    play: (purchase) => purchase.pay('timeout_after'),
  },
  { name: '3-D Secure', weight: 2, play: (purchase) => purchase.payAuthenticated(), ends: completed },
  {
    name: 'pays twice at once under two keys',
    weight: 2,
    ends: completed,
    async play(purchase) {
      await Promise.all([purchase.pay(), purchase.pay()]);
    },
  },
  {
    name: 'pays and cancels at once',
    weight: 2,
    ends: ['completed', 'canceled'],
    async play(purchase) {
      await Promise.all([purchase.attempt('good'), purchase.cancel()]);
    },
  },
];

/** Coprime with the sums of weights, so that every number of scripts in a row has all kinds. */
const STRIDE = 7;

/** Scripts without end, each as often as its weight says, spread evenly. @param fits leaves the others out. */
export function* castOf(fits: (script: Script) => boolean): Generator<Script> {
  const bag = scripts.filter(fits).flatMap((script) => Array.from({ length: script.weight }, () => script));
  for (let index = 0; ; index += 1) {
    const script = bag[(index * STRIDE) % bag.length];
    if (script === undefined) throw new RangeError('There are no scripts.');
    yield script;
  }
}
