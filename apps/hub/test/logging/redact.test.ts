import { redact, scrub } from '../../src/logging/redact';

test('takes secret members out at any depth, in lists too, and leaves the rest', () => {
  expect(
    redact({
      requestId: 'r1',
      token: 'a',
      list: [{ api_key: 'b', kept: 1 }, 'text', null],
      one: { two: { three: { four: { phoneNumber: 'c', kept: true } } } },
    }),
  ).toEqual({
    requestId: 'r1',
    token: '[redacted]',
    list: [{ api_key: '[redacted]', kept: 1 }, 'text', null],
    one: { two: { three: { four: { phoneNumber: '[redacted]', kept: true } } } },
  });
});

test('ends where something contains itself', () => {
  const loop: Record<string, unknown> = { name: 'loop' };
  loop['self'] = loop;
  expect(JSON.stringify(redact(loop))).toContain('[redacted]');
});

test('leaves errors to their serializer', () => {
  const err = new Error('x');
  expect(redact({ err })['err']).toBe(err);
});

test.each([
  ['invalid input syntax for type integer: "Ada Lovelace"', 'invalid input syntax for type integer: "…"'],
  [
    'Unexpected token \'o\', ..."ada@x.example" oops" is not valid JSON',
    'Unexpected token \'o\', ..."…" is not valid JSON',
  ],
  ['no mailbox ada.l+shop@mail.example here', 'no mailbox …@… here'],
  ['bad token acp_test_abc-DEF_123 given', 'bad token acp_test_… given'],
  ['sent Bearer abc.def/ghi=', 'sent Bearer_…'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
])('an error that says %j is logged as %j', (said, logged) => {
  expect(scrub(said)).toBe(logged);
});
