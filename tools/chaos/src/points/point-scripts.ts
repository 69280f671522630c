import type { Aftermath } from '../audit';
import type { Environment } from '../environments';
import type { Purchase } from '../purchase';
import type { Refusal } from './kill-point';
import { afterSaleScripts } from './after-sale-scripts';

/** A purchase that leads the hub through certain steps, the same way every time. */
export interface PointScript {
  readonly name: string;
  /** What store or provider refuse on the way. */
  readonly refusals: readonly Omit<Refusal, 'sessionId'>[];
  play(purchase: Purchase): Promise<void>;
  readonly ends: readonly string[];
  /** What the merchant does with it once it is paid. */
  readonly aftermath?: Aftermath;
  /** The payment services where it can be played; both unless given. */
  readonly banks?: readonly Environment['bank'][];
  /** The shops where it can be played; all unless given. */
  readonly shops?: readonly Environment['shop'][];
}

const first = (operation: string, how: Refusal['how']) => [{ attempt: 1, operation, how }];

/** Between them they lead through every step of every saga; whether they do is checked before anything is killed. */
export const pointScripts: readonly PointScript[] = [
  { name: 'pays', refusals: [], play: (purchase) => purchase.pay(), ends: ['completed'] },
  {
    name: 'is declined, cancels',
    refusals: [],
    ends: ['canceled'],
    async play(purchase) {
      await purchase.attempt('declined');
      await purchase.cancel();
    },
  },
  {
    name: '3-D Secure',
    refusals: [],
    play: (purchase) => purchase.payAuthenticated(),
    ends: ['completed'],
  },
  {
    name: 'the capture is refused, cancels',
    refusals: first('capture', 'rejected'),
    ends: ['canceled'],
    async play(purchase) {
      await purchase.attempt('good');
      await purchase.cancel();
    },
  },
  {
    name: 'the store refuses the payment, cancels',
    refusals: first('confirmOrder', 'rejected'),
    ends: ['canceled'],
    async play(purchase) {
      await purchase.attempt('good');
      await purchase.cancel();
    },
  },
  {
    name: 'the price changes, pays again',
    refusals: first('placeOrder', 'rejected'),
    play: (purchase) => purchase.pay(),
    ends: ['completed'],
  },
  {
    name: 'the provider is out of reach, pays again',
    refusals: first('authorize', 'unreachable'),
    play: (purchase) => purchase.pay(),
    ends: ['completed'],
  },
  ...afterSaleScripts,
];
