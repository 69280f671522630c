import fc from 'fast-check';
import { ChangeShop, JumpClock, Recover, Release, TouchHeldOrder, VoidAtProvider } from './around';
import { CancelInShop, FollowMoney, RefundInShop, type MoneyTrouble } from './back-office';
import { Cancel, Complete, Read, Update } from './agent';
import { Create } from './create';
import type { Model } from './model';
import type { Real } from './run';

/** The first one is sold from the beginning. */
const which = fc.nat(3);
const sold = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: which });
const tokens = fc.constantFrom('tok_ok', 'tok_ok', 'tok_declined', 'tok_3ds');
const LOST = [
  'authorize unknown_before',
  'authorize unknown_after',
  'capture unknown_before',
  'capture unknown_after',
  'placeOrder unknown_before',
  'placeOrder unknown_after',
  'confirmOrder unknown_before',
  'confirmOrder unknown_after',
] as const;
const troubles = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.nat(3).map((spared) => ({ kind: 'dies', spared }) as const) },
  { weight: 2, arbitrary: fc.constantFrom(...LOST).map((what) => ({ kind: 'lost', what }) as const) },
);

const completes = fc
  .tuple(which, tokens, fc.boolean(), troubles)
  .map(([index, token, hasResult, trouble]) => new Complete(index, token, hasResult, trouble));

const moneyTroubles: fc.Arbitrary<MoneyTrouble> = fc.oneof(
  fc
    .tuple(fc.constantFrom('before' as const, 'after' as const), fc.nat(3))
    .map(([when, spared]) => ({ kind: 'dies' as const, when, spared })),
  fc
    .constantFrom('unknown_before' as const, 'unknown_after' as const)
    .map((fault) => ({ kind: 'lost' as const, fault })),
);

const follows = fc.option(moneyTroubles, { nil: undefined }).map((trouble) => new FollowMoney(trouble));
const refunds = fc
  .tuple(sold, fc.constantFrom(1, 300, 5_000), fc.option(follows, { nil: undefined }))
  .map(([index, amount, then]) => new RefundInShop(index, amount, then));

export const commands = (placement: 'held' | 'final') =>
  fc.commands<Model, Real, boolean>(
    [
      fc.constant(new Create()),
      fc.tuple(which, fc.integer({ min: 1, max: 3 })).map(([index, quantity]) => new Update(index, quantity)),
      ...Array.from({ length: 6 }, () => completes),
      which.map((index) => new Cancel(index)),
      which.map((index) => new Read(index)),
      fc
        .tuple(fc.constantFrom(900, 1_000), fc.boolean())
        .map(([unit, soldOut]) => new ChangeShop(unit, soldOut && unit === 900)),
      fc.constant(new Recover()),
      fc.constant(new Release()),
      fc.constantFrom(-3_600_000, 600_000, 8 * 3_600_000).map((ms) => new JumpClock(ms)),
      fc
        .tuple(which, fc.constantFrom('cancels', 'deletes'))
        .map(([index, how]) => new TouchHeldOrder(index, how, placement)),
      which.map((index) => new VoidAtProvider(index)),
      ...Array.from({ length: 4 }, () => refunds),
      fc
        .tuple(sold, fc.option(follows, { nil: undefined }))
        .map(([index, then]) => new CancelInShop(index, then)),
      follows,
    ],
    { maxCommands: 24, size: 'max' },
  );
