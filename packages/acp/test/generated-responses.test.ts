import fc from 'fast-check';
import { acpVersions, codecOf } from '../src';
import { orderViewArbitrary, sessionViewArbitrary } from './arbitraries';
import { complaints, describeWithOracles, oracle, overTheWire } from './support/oracles';

/** The promise of the release: at least this many of each, in each version. */
const numRuns = 1000;

jest.setTimeout(120_000);

describeWithOracles('every answer validates against the official schema of its version', () => {
  describe.each(acpVersions)('%s', (version) => {
    const official = oracle(version);
    const codec = codecOf(version);

    test('any session', () => {
      const validate = official.definition('CheckoutSession');
      fc.assert(
        fc.property(sessionViewArbitrary, (view) => {
          const sent = overTheWire(codec.encodeSession(view));
          if (!validate(sent)) throw new Error(complaints(validate));
          codec.schemas.session.parse(sent);
        }),
        { numRuns },
      );
    });

    test('any order, as webhook', () => {
      fc.assert(
        fc.property(
          orderViewArbitrary,
          fc.constantFrom('create' as const, 'update' as const),
          (view, kind) => {
            const sent = overTheWire(codec.encodeOrderEvent({ kind, view }));
            if (!official.webhook(sent)) throw new Error(complaints(official.webhook));
            codec.schemas.orderEvent.parse(sent);
          },
        ),
        { numRuns },
      );
    });

    test('any order, as GET /orders/{id} shows it', () => {
      const validate = oracle('2026-04-17').definition('Order');
      fc.assert(
        fc.property(orderViewArbitrary, (view) => {
          const sent = overTheWire(codec.encodeOrder(view));
          if (!validate(sent)) throw new Error(complaints(validate));
          codec.schemas.order.parse(sent);
        }),
        { numRuns },
      );
    });
  });
});
