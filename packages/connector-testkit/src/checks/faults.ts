import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { ConnectorError, ConnectorFailure } from '@acp-hub/connector';
import type { Fault } from '../back-door';
import { checksOf } from '../check';
import { expectFailure, failureOf } from '../expect-failure';
import { withRedirectTrap } from '../redirect-trap';
import type { Scene } from '../scene';
import { requestFor } from '../shopping';

/** What a call may take beyond the deadlines of the requests it makes one after another. */
const SLACK_MS = 2_000;

async function reads({ first, facts }: Scene, kind: ConnectorFailure['kind'] | ConnectorFailure['kind'][]) {
  const calls = {
    listProducts: () => first.store.listProducts({}),
    quote: () => first.store.quote(requestFor(facts, [[facts.items.inStock.id, 1]])),
    getOrder: () => first.store.getOrder('1'),
  };
  const errors: ConnectorError[] = [];
  for (const [name, call] of Object.entries(calls)) {
    const error = await expectFailure(call(), name, kind);
    assert.equal(error.outcome, 'not_applied', `${name} is a read: its outcome is not_applied`);
    errors.push(error);
  }
  return errors;
}

/** A rule about one fault: every read fails as `kind`. */
const failsAs = (
  fault: Fault,
  kind: ConnectorFailure['kind'] | ConnectorFailure['kind'][],
  title: string,
) => ({
  title,
  async run(scene: Scene) {
    await scene.first.backDoor.strike(fault);
    await reads(scene, kind);
  },
});

export const faultChecks = checksOf('Faults')({
  'faults.unreachable': failsAs({ kind: 'refuse' }, 'transient', 'An unreachable shop is `transient`.'),
  'faults.server_error': failsAs({ kind: 'server_error' }, 'transient', 'A failing shop is `transient`.'),
  'faults.cut': failsAs({ kind: 'cut' }, 'transient', 'A cut connection is `transient`.'),
  'faults.web_page': failsAs(
    { kind: 'web_page' },
    ['config', 'transient'],
    'A web page instead of an answer is `config` or `transient`, and no crash.',
  ),
  'faults.silence': {
    title: 'A shop that never answers is given up at the deadline: `transient`.',
    async run(scene) {
      await scene.first.backDoor.strike({ kind: 'silence' });
      const startedAt = Date.now();
      await expectFailure(scene.first.store.listProducts({}), 'listProducts', 'transient');
      const took = Date.now() - startedAt;
      assert.ok(took < scene.first.deadlineMs + SLACK_MS, `it took ${took} ms to give up`);
    },
  },
  'faults.rate_limited': {
    title: 'Too many requests is `rate_limited`, with the wait the shop asked for.',
    async run(scene) {
      await scene.first.backDoor.strike({ kind: 'rate_limit', retryAfterSeconds: 90 });
      for (const { failure } of await reads(scene, 'rate_limited'))
        assert.equal(failure.kind === 'rate_limited' && failure.retryAfterMs, 90_000);
    },
  },
  'faults.redirect': {
    title: 'A redirect is not followed: no request, and no credential, goes where it points.',
    async run(scene) {
      await withRedirectTrap(async (trap) => {
        await scene.first.backDoor.strike({ kind: 'redirect', location: trap.url });
        await failureOf(scene.first.store.listProducts({}), 'listProducts of a shop that moved');
        await failureOf(scene.first.store.getOrder('1'), 'getOrder of a shop that moved');
        assert.deepEqual(trap.visits, [], 'the redirect was followed');
      });
    },
  },
  'faults.wrong_credentials': {
    title: 'Credentials the platform does not accept are `auth`.',
    async run({ first, facts }) {
      const store = first.openWrongly();
      await expectFailure(store.listProducts({}), 'listProducts', 'auth');
      await expectFailure(store.quote(requestFor(facts, [[facts.items.inStock.id, 1]])), 'quote', 'auth');
    },
  },
  'faults.no_secrets': {
    title: 'No error shows a secret, however it is printed.',
    async run({ first, facts }) {
      assert.ok(first.secrets.length > 0, 'nothing was checked: the harness names no secrets');
      const request = requestFor(facts, [[facts.items.inStock.id, 1]]);
      for (const fault of [{ kind: 'server_error' }, { kind: 'cut' }, { kind: 'web_page' }] as const) {
        await first.backDoor.strike(fault);
        const error = await failureOf(first.store.quote(request), 'quote');
        const shown = [JSON.stringify(error), inspect(error, { depth: 8, showHidden: true }), error.message];
        for (const secret of first.secrets)
          for (const text of shown)
            assert.ok(!text.includes(secret), `${fault.kind}: a secret shows in an error`);
        await first.backDoor.heal();
      }
    },
  },
});
