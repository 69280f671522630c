import { objectsAt, textAt } from '../../json/read';
import type { Json } from '../../json/json';
import { VERSIONS } from '../../dialect/version';
import { readSession } from '../../session/session-view';
import type { Check } from '../check';
import { open, openReady, pay, spareItems } from '../steps';
import { ensure, ensureStatus, required } from '../verdict';

/** An HTML tag, comment or declaration, which CommonMark would pass through. */
const RAW_HTML = /<(\/?[A-Za-z][^>]*|!--[\s\S]*?--|![A-Z][^>]*|\?[\s\S]*?\?)>/;

/** CommonMark's autolinks, `<https://…>` and `<a@b.c>`, look like tags and are none. */
const AUTOLINK = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>/g;

const markdown: Check = {
  id: 'content.markdown',
  sentence: 'writes markdown without raw HTML',
  source: 'RFC agentic_checkout §5.1',
  async run(context) {
    const id = context.data.items.outOfStock ?? required(context.data.items.inStock, 'an item (--item)');
    const opened = await open(context, { items: [{ id, quantity: 1 }] });
    const answers = [opened.exchange];
    if (context.data.payments.declined !== undefined)
      answers.push(
        await pay(context, await openReady(context, spareItems(context)), context.data.payments.declined),
      );
    for (const answer of answers)
      for (const content of markdownIn(answer.body))
        ensure(
          !RAW_HTML.test(content.replaceAll(AUTOLINK, '')),
          `raw HTML in "${content.slice(0, 80)}"`,
          answer,
        );
  },
};

function markdownIn(body: Json | undefined): string[] {
  const disclosures = objectsAt(body, 'line_items').flatMap((line) => objectsAt(line, 'disclosures'));
  return [...objectsAt(body, 'messages'), ...disclosures]
    .filter((one) => textAt(one, 'content_type') === 'markdown')
    .flatMap((one) => textAt(one, 'content') ?? []);
}

const links: Check = {
  id: 'content.links',
  sentence: 'links to terms of use and privacy policy',
  source: 'RFC agentic_checkout §5; schema Link',
  async run(context) {
    const { exchange } = await open(context);
    const all = objectsAt(exchange.body, 'links');
    for (const type of ['terms_of_use', 'privacy_policy']) {
      const url = all
        .filter((link) => textAt(link, 'type') === type)
        .map((link) => textAt(link, 'url') ?? '')[0];
      ensure(url !== undefined, `there is no ${type} link`, exchange);
      ensure(
        /^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''),
        `${type} is "${url}"`,
        exchange,
      );
    }
  },
};

const expiry: Check = {
  id: 'session.expiry',
  sentence: 'says when the session expires, some time from now',
  source: 'schema CheckoutSessionBase.expires_at',
  since: '2026-01-30',
  async run(context) {
    const { session, exchange } = await open(context);
    ensure(session.expiresAt !== undefined, 'expires_at is missing', exchange);
    ensure(Date.parse(session.expiresAt) > Date.now(), `expires_at is "${session.expiresAt}"`, exchange);
  },
};

const crossVersion: Check = {
  id: 'session.cross-version',
  sentence: 'shows a session in every version the server supports, whichever made it',
  source: 'RFC agentic_checkout §3.1 (API-Version)',
  async run(context) {
    const { session, path } = await open(context);
    for (const version of VERSIONS) {
      const read = await context.inVersion(version).get(path);
      if (read.status === 400 && textAt(read.body, 'code') === 'unsupported_api_version') continue;
      ensureStatus(read, 200);
      const view = readSession(read.body);
      ensure(view.id === session.id, `${version} shows another session`, read);
      ensure(
        view.totals.get('total') === session.totals.get('total'),
        `${version} shows another total`,
        read,
      );
      const problems = context.schemasOf(version)?.violations('CheckoutSession', read.body) ?? [];
      ensure(
        problems.length === 0,
        `the answer breaks the schema of ${version}: ${problems.join('; ')}`,
        read,
      );
    }
  },
};

export const contentChecks: readonly Check[] = [markdown, links, expiry, crossVersion];
