import type { Purchase } from './purchase';

/** What an agent does with a checkout, and how that may end. */
export interface Script {
  readonly name: string;
  /** How often it is played, in relation to the others. */
  readonly weight: number;
  play(purchase: Purchase): Promise<void>;
  readonly ends: readonly string[];
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
      await purchase.attempt('tok_sandbox_declined');
      await purchase.pay();
    },
  },
  {
    name: 'is declined, changes the cart, pays',
    weight: 2,
    ends: completed,
    async play(purchase) {
      await purchase.attempt('tok_sandbox_insufficient_funds');
      await purchase.change();
      await purchase.pay();
    },
  },
  {
    name: 'is declined, cancels',
    weight: 2,
    ends: ['canceled'],
    async play(purchase) {
      await purchase.attempt('tok_sandbox_declined');
      await purchase.cancel();
    },
  },
  {
    name: 'pays, the capture fails, cancels',
    weight: 1,
    ends: ['canceled'],
    async play(purchase) {
      await purchase.attempt('tok_sandbox_lapses');
      await purchase.cancel();
    },
  },
  {
    name: 'is declined, walks away',
    weight: 1,
    ends: ['expired'],
    play: async (purchase) => void (await purchase.attempt('tok_sandbox_declined')),
  },
  {
    name: 'provider silent before it acts',
    weight: 2,
    ends: completed,
    play: (purchase) => purchase.pay('tok_sandbox_timeout_before'),
  },
  {
    name: 'provider silent after it acted',
    weight: 2,
    ends: completed,
    play: (purchase) => purchase.pay('tok_sandbox_timeout_after'),
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
      await Promise.all([purchase.attempt('tok_sandbox_ok'), purchase.cancel()]);
    },
  },
];

/** Coprime with the sums of weights, so that every `count` in a row has all kinds. */
const STRIDE = 7;

/** `count` scripts, each as often as its weight says, spread evenly. @param quick leaves out what waits for expiry. */
export function castOf(count: number, quick: boolean): readonly Script[] {
  const played = scripts.filter(({ ends }) => !(quick && ends.includes('expired')));
  const bag = played.flatMap((script) => Array.from({ length: script.weight }, () => script));
  return Array.from({ length: count }, (_, index) => {
    const script = bag[(index * STRIDE) % bag.length];
    if (script === undefined) throw new RangeError('There are no scripts.');
    return script;
  });
}
