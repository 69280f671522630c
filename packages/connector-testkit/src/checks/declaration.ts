import assert from 'node:assert/strict';
import { CONNECTOR_SPEC_VERSION } from '@acp-hub/connector';
import { checksOf } from '../check';

export const declarationChecks = checksOf('Declaration')({
  'declaration.shape': {
    title: 'The connector names itself and offers the methods its capabilities promise, and no others.',
    async run({ connector, first: { store } }) {
      const { capabilities } = connector;
      assert.equal(connector.specVersion, CONNECTOR_SPEC_VERSION);
      assert.match(connector.id, /^[a-z][a-z0-9-]*$/);
      assert.ok(connector.displayName.trim().length > 0, 'displayName is empty');
      assert.deepEqual(
        {
          refundOrder: store.refundOrder !== undefined,
          parseWebhook: store.parseWebhook !== undefined,
          handOffUrl: store.handOffUrl !== undefined,
        },
        {
          refundOrder: capabilities.refunds !== 'none',
          parseWebhook: capabilities.orderUpdates === 'webhook',
          handOffUrl: capabilities.handOff,
        },
      );
    },
  },
  'declaration.check_passes': {
    title: '`check` finds a healthy shop healthy, and knows its currency and how it shows prices.',
    async run({ first, facts }) {
      const report = await first.store.check();
      assert.equal(report.ok, true, JSON.stringify(report.findings));
      assert.equal(report.facts?.currency, facts.currency);
      assert.equal(report.facts?.pricesIncludeTax, facts.pricesIncludeTax);
    },
  },
  'declaration.check_explains': {
    title: '`check` resolves to what is wrong, with wrong credentials and with an unreachable shop.',
    async run({ first }) {
      const wrong = await first.openWrongly().check();
      await first.backDoor.strike({ kind: 'refuse' });
      const unreachable = await first.store.check();
      for (const report of [wrong, unreachable]) {
        assert.equal(report.ok, false);
        assert.ok(
          report.findings.some(({ severity, message }) => severity === 'error' && message !== ''),
          'an error finding is missing',
        );
      }
    },
  },
});
