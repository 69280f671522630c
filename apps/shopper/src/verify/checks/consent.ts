import { objectsAt, textAt } from '../../json/read';
import type { Check } from '../check';
import { ensureCompleted, goodToken, open, openReady, pay, spareItems } from '../steps';
import { CheckSkipped, ensure } from '../verdict';

const SINCE = '2026-04-17';

const offered: Check = {
  id: 'consent.offered',
  sentence: 'offers marketing consent by channel, each once, with its text and privacy policy',
  source: 'RFC marketing_consent §5.1; schema MarketingConsentOption',
  since: SINCE,
  async run(context) {
    const { exchange } = await open(context);
    const options = objectsAt(exchange.body, 'marketing_consent_options');
    if (options.length === 0) throw new CheckSkipped('needs a merchant that offers marketing consent');
    for (const option of options) {
      ensure((textAt(option, 'display_text') ?? '') !== '', 'an option lacks display_text', exchange);
      const policy = textAt(option, 'privacy_policy_url') ?? '';
      ensure(URL.canParse(policy), `privacy_policy_url is "${policy}"`, exchange);
    }
    const channels = options.map((option) => textAt(option, 'channel'));
    ensure(new Set(channels).size === channels.length, 'a channel is offered twice', exchange);
  },
};

const unoffered: Check = {
  id: 'consent.unoffered',
  sentence: 'ignores a consent for a channel that was never offered',
  source: 'RFC marketing_consent §5.2',
  since: SINCE,
  async run(context) {
    const consents = { marketing_consents: [{ channel: 'carrier_pigeon', opted_in: true }] };
    ensureCompleted(
      context,
      await pay(context, await openReady(context, spareItems(context)), goodToken(context), consents),
    );
  },
};

export const consentChecks: readonly Check[] = [offered, unoffered];
