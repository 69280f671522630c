import { textAt } from '../../json/read';
import type { JsonObject } from '../../json/json';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { ensureFlatError } from '../flat-error';
import { createBody, open, SESSIONS } from '../steps';
import { ensure } from '../verdict';

const SINCE = '2025-12-12';
const RFC = 'RFC affiliate_attribution';
const TOKEN = 'atp_shopper_verify_0001';

const attribution = (changes: JsonObject = {}): JsonObject => ({
  affiliate_attribution: { provider: 'impact.com', token: TOKEN, touchpoint: 'first', ...changes },
});

const create = (context: CheckContext, changes: JsonObject) =>
  context.agent.post(SESSIONS, createBody(context, { extra: attribution(changes) }));

const writeOnly: Check = {
  id: 'affiliate.write-only',
  sentence: 'takes affiliate attribution and never returns it',
  source: `${RFC} §4.3.4`,
  since: SINCE,
  async run(context) {
    const { exchange, path } = await open(context, { extra: attribution() });
    for (const answer of [exchange, await context.agent.get(path)])
      ensure(
        !answer.text.includes(TOKEN) && !answer.text.includes('affiliate_attribution"'),
        'the attribution comes back',
        answer,
      );
  },
};

const personalData: Check = {
  id: 'affiliate.pii',
  sentence: 'refuses personal data in attribution: 400 pii_not_allowed, with the place',
  source: `${RFC} §6.2`,
  since: SINCE,
  async run(context) {
    const exchange = await create(context, { metadata: { user_email: 'ada@example.com' } });
    ensureFlatError(exchange, [400], 'pii_not_allowed');
    ensure(
      (textAt(exchange.body, 'param') ?? '').startsWith('$.affiliate_attribution'),
      'param does not point into $.affiliate_attribution',
      exchange,
    );
  },
};

const nested: Check = {
  id: 'affiliate.flat-metadata',
  sentence: 'refuses nested metadata in attribution with 400',
  source: `${RFC} §6.1`,
  since: SINCE,
  async run(context) {
    ensureFlatError(await create(context, { metadata: { campaign: { season: 'summer' } } }), [400]);
  },
};

const credential: Check = {
  id: 'affiliate.credential',
  sentence: 'refuses attribution with neither token nor publisher_id with 400',
  source: `${RFC} §4.2`,
  since: SINCE,
  async run(context) {
    const anonymous = { affiliate_attribution: { provider: 'impact.com', campaign_id: 'summer' } };
    ensureFlatError(await context.agent.post(SESSIONS, createBody(context, { extra: anonymous })), [400]);
  },
};

const unknownProvider: Check = {
  id: 'affiliate.unknown-provider',
  sentence: 'takes attribution of a provider it does not know',
  source: `${RFC} §6.3`,
  since: SINCE,
  async run(context) {
    await open(context, { extra: attribution({ provider: 'provider-nobody-knows.example' }) });
  },
};

export const attributionChecks: readonly Check[] = [
  writeOnly,
  personalData,
  nested,
  credential,
  unknownProvider,
];
