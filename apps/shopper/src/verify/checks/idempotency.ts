import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../json/json';
import { textAt } from '../../json/read';
import type { Check } from '../check';
import { ensureFlatError } from '../flat-error';
import { createBody, open, SESSIONS } from '../steps';
import { ensure, ensureStatus } from '../verdict';

const RFC = 'RFC agentic_checkout §6';

const withKey = (key: string) => ({ 'idempotency-key': key });

const replay: Check = {
  id: 'idempotency.replay',
  sentence: 'answers a repeated request with the stored answer, byte for byte, and the same status',
  source: `${RFC}.3`,
  async run(context) {
    const key = randomUUID();
    const body = createBody(context);
    const [first, second] = [
      await context.agent.post(SESSIONS, body, withKey(key)),
      await context.agent.post(SESSIONS, body, withKey(key)),
    ];
    ensureStatus(first, 201);
    ensureStatus(second, 201);
    ensure(second.text === first.text, 'the second answer differs from the first', second);
  },
};

const header: Check = {
  id: 'idempotency.replayed-header',
  sentence: 'marks a replay, and nothing but a replay, with Idempotent-Replayed: true',
  source: `${RFC}.3`,
  async run(context) {
    const key = randomUUID();
    const body = createBody(context);
    const first = await context.agent.post(SESSIONS, body, withKey(key));
    ensure(first.headers['idempotent-replayed'] !== 'true', 'the first answer is marked as a replay', first);
    const second = await context.agent.post(SESSIONS, body, withKey(key));
    ensure(
      second.headers['idempotent-replayed'] === 'true',
      'the replay lacks Idempotent-Replayed: true',
      second,
    );
  },
};

const conflict: Check = {
  id: 'idempotency.conflict',
  sentence: 'refuses a known key with another body: idempotency_conflict',
  source: `${RFC}.4`,
  async run(context) {
    const key = randomUUID();
    ensureStatus(await context.agent.post(SESSIONS, createBody(context), withKey(key)), 201);
    const other = createBody(context, { withBuyer: false });
    const exchange = await context.agent.post(SESSIONS, other, withKey(key));
    ensureFlatError(exchange, [context.expectations.conflict], 'idempotency_conflict');
  },
};

const equality: Check = {
  id: 'idempotency.json-equality',
  sentence: 'compares bodies as JSON values: the order of keys and 1.0 for 1 make no difference',
  source: `${RFC}.2`,
  async run(context) {
    const key = randomUUID();
    const body = createBody(context);
    const first = await context.agent.post(SESSIONS, body, withKey(key));
    ensureStatus(first, 201);
    const reversed: JsonObject = Object.fromEntries(Object.entries(body).reverse());
    const text = JSON.stringify(reversed, null, 2).replace('"quantity": 1', '"quantity": 1.0');
    const second = await context.agent.postText(SESSIONS, text, withKey(key));
    ensureStatus(second, 201);
    ensure(
      textAt(second.body, 'id') === textAt(first.body, 'id'),
      'an equal body made another session',
      second,
    );
  },
};

const nulls: Check = {
  id: 'idempotency.null-differs',
  sentence: 'tells null from absent when it compares bodies',
  source: `${RFC}.2`,
  async run(context) {
    const { path } = await open(context);
    const key = randomUUID();
    const buyer = context.dialect.buyer(context.data.contact);
    ensureStatus(await context.agent.post(path, buyer, withKey(key)), 200);
    const address = context.dialect.address(context.data.address);
    const [field = ''] = Object.keys(address);
    const exchange = await context.agent.post(path, { ...buyer, [field]: null }, withKey(key));
    ensureFlatError(exchange, [context.expectations.conflict], 'idempotency_conflict');
  },
};

const inFlight: Check = {
  id: 'idempotency.in-flight',
  sentence:
    'makes one session of simultaneous requests with one key; who comes too early gets 409 with Retry-After',
  source: `${RFC}.4`,
  async run(context) {
    const key = randomUUID();
    const body = createBody(context);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => context.agent.post(SESSIONS, body, withKey(key))),
    );
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      ensureFlatError(answer, [409], 'idempotency_in_flight');
      ensure(answer.headers['retry-after'] !== undefined, 'the 409 has no Retry-After', answer);
    }
    const ids = new Set(
      answers.filter(({ status }) => status === 201).map(({ body: made }) => textAt(made, 'id')),
    );
    ensure(ids.size === 1, `one key made ${ids.size} sessions`, answers[0]);
  },
};

const keyRequired: Check = {
  id: 'idempotency.key-required',
  sentence: 'answers 400 idempotency_key_required to a POST without a key',
  source: `${RFC}.1`,
  since: '2026-04-17',
  async run(context) {
    const { path } = await open(context);
    const without = { 'idempotency-key': null };
    const requests: readonly [string, JsonObject][] = [
      [SESSIONS, createBody(context)],
      [path, context.dialect.buyer(context.data.contact)],
      [`${path}/cancel`, {}],
    ];
    for (const [target, body] of requests)
      ensureFlatError(await context.agent.post(target, body, without), [400], 'idempotency_key_required');
  },
};

const keyLength: Check = {
  id: 'idempotency.key-length',
  sentence: 'takes a key of 255 characters and answers 400 to a longer one',
  source: `${RFC}.1`,
  async run(context) {
    const longest = randomUUID().padEnd(255, 'k');
    ensureStatus(await context.agent.post(SESSIONS, createBody(context), withKey(longest)), 201);
    ensureFlatError(await context.agent.post(SESSIONS, createBody(context), withKey(`${longest}k`)), [400]);
  },
};

const scope: Check = {
  id: 'idempotency.scope',
  sentence: 'keeps keys of different endpoints apart',
  source: `${RFC}.1`,
  async run(context) {
    const key = randomUUID();
    const { path } = await open(context, {}, withKey(key));
    ensureStatus(
      await context.agent.post(path, context.dialect.buyer(context.data.contact), withKey(key)),
      200,
    );
    ensureStatus(await context.agent.post(`${path}/cancel`, {}, withKey(key)), 200);
  },
};

export const idempotencyChecks: readonly Check[] = [
  replay,
  header,
  conflict,
  equality,
  nulls,
  inFlight,
  keyRequired,
  keyLength,
  scope,
];
