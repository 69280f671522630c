import assert from 'node:assert/strict';
import { checksOf } from '../check';
import { requestFor } from '../shopping';

export const handOffChecks = checksOf('Hand-off')({
  'hand_off.url': {
    title: 'A buyer can be sent on to a page of the merchant’s.',
    appliesTo: ({ handOff }) => handOff,
    async run({ first, facts }) {
      const request = requestFor(facts, [[facts.items.inStock.id, 1]]);
      const { reference } = await first.store.quote(request);
      const url = await first.store.handOffUrl?.(request, reference);
      assert.ok(url !== undefined, 'the connector declares handOff and has no handOffUrl');
      assert.match(new URL(url).protocol, /^https?:$/);
    },
  },
});
