import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Books } from '../books/books';
import type { Query } from '../rest/rest';
import { nonce } from '../store/session';
import { readApplication, returnTo, type Application } from './application';
import { consentPage, deniedPage } from './pages';
import { postJson } from './post-json';

const UNSENT = 'An error occurred in the request and at the time were unable to send the consumer data';

/** `/wc-auth/v1/…`, on which a merchant, who is always logged in here, gives an application a key. */
export function registerConsent(app: FastifyInstance, books: Books): void {
  app.get('/wc-auth/v1/:step', async (request, reply) => {
    const { step } = request.params as { readonly step: string };
    const query = request.query as Query;
    const read = readApplication(query);
    if (read.kind === 'refused') return deny(reply, read.why);
    const { application } = read;
    switch (step) {
      case 'login':
        return reply.redirect(stepUrl(request, 'authorize'));
      case 'authorize': {
        const approve = `${stepUrl(request, 'access_granted')}&wc_auth_nonce=${nonce(books.now())}`;
        const html = consentPage(application.name, { approve, deny: returnTo(application, false) });
        return reply.type('text/html; charset=UTF-8').send(html);
      }
      case 'access_granted':
        if (query['wc_auth_nonce'] !== nonce(books.now())) return deny(reply, 'Invalid nonce verification');
        return (await grant(books, application))
          ? reply.redirect(returnTo(application, true))
          : deny(reply, UNSENT);
      default:
        return deny(reply, 'You do not have permission to access this page');
    }
  });
}

const stepUrl = ({ url }: FastifyRequest, step: string): string => {
  const { searchParams } = new URL(url, 'http://shop');
  searchParams.delete('wc_auth_nonce');
  return `/wc-auth/v1/${step}?${searchParams.toString()}`;
};

const deny = (reply: FastifyReply, why: string) =>
  reply.code(401).type('text/html; charset=UTF-8').send(deniedPage(why));

/** The key holds only if the application took it. */
async function grant(books: Books, { userId, scope, callbackUrl }: Application): Promise<boolean> {
  const id = books.next('key');
  const key = {
    id,
    consumer_key: `ck_${randomBytes(20).toString('hex')}`,
    consumer_secret: `cs_${randomBytes(20).toString('hex')}`,
    permissions: scope,
  };
  books.keys.set(String(id), key);
  const status = await postJson(callbackUrl, {
    key_id: id,
    user_id: userId,
    consumer_key: key.consumer_key,
    consumer_secret: key.consumer_secret,
    key_permissions: scope,
  });
  if (status !== 200) books.keys.delete(String(id));
  return status === 200;
}
