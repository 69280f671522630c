import { newRecord, type Books } from '../books/books';
import { testCards } from '../books/cards';
import { closeDispute, openDispute } from '../books/disputes';
import { deactivateToken, findToken, mintToken } from '../books/granted-tokens';
import type { WebhookEndpoint } from '../books/records';
import { failRefund } from '../books/refunds';
import { noSuch, refuse } from '../refusal';
import { unknownUrl } from './caller';
import { disputeSchema, emptySchema, endpointSchema, mintTokenSchema } from './parameters';
import { viewOf } from './view';
import { ownIntent, type Route } from './write-routes';

/** Stripe's own test helpers and webhook endpoints, and disputes, which Stripe's test mode opens by card alone. */
export function registerHelperRoutes(route: Route, books: Books): void {
  const tokens = '/v1/test_helpers/shared_payment/granted_tokens';

  route(tokens, mintTokenSchema, ({ account, body, knowsGrantedTokens }, request) => {
    if (!knowsGrantedTokens) return unknownUrl(request);
    if (!Object.hasOwn(testCards, body.payment_method))
      return noSuch('PaymentMethod', body.payment_method, 'payment_method');
    return { ok: true, body: viewOf(mintToken(books, account, body)) };
  });

  route(`${tokens}/:id/revoke`, emptySchema, ({ account, id }) => {
    const token = findToken(books, account, id);
    if (token === undefined) return noSuch('shared payment granted token', id, 'id');
    if (token.deactivated_at !== null) return refuse('The token is deactivated already.');
    return { ok: true, body: viewOf(deactivateToken(books, token, 'revoked')) };
  });

  route('/v1/webhook_endpoints', endpointSchema, ({ account, body }) => {
    const endpoint: WebhookEndpoint = {
      ...newRecord(books, 'we', 'webhook_endpoint', account),
      ...body,
      secret: newRecord(books, 'whsec', 'secret', account).id,
    };
    books.endpoints.set(endpoint.id, endpoint);
    return { ok: true, body: viewOf(endpoint) };
  });

  route('/fake/disputes', disputeSchema, ({ account, body }) => {
    const found = ownIntent(books, account, body.payment_intent, 'payment_intent');
    if (!found.ok) return found;
    const charge = books.charges.get(found.value.latest_charge ?? '');
    if (charge?.captured !== true || charge.disputed)
      return refuse('There is no captured charge without a dispute.');
    return { ok: true, body: viewOf(openDispute(books, charge, body.reason)) };
  });

  route('/fake/refunds/:id/fail', emptySchema, ({ account, id }) => {
    const refund = books.refunds.get(id);
    if (refund?.account !== account) return noSuch('refund', id, 'id');
    if (refund.status === 'failed') return refuse('The refund has failed already.');
    return { ok: true, body: viewOf(failRefund(books, refund)) };
  });

  for (const status of ['won', 'lost'] as const)
    route(`/fake/disputes/:id/${status}`, emptySchema, ({ account, id }) => {
      const dispute = books.disputes.get(id);
      if (dispute?.account !== account) return noSuch('dispute', id, 'id');
      if (dispute.status !== 'needs_response') return refuse('The dispute is decided.');
      return { ok: true, body: viewOf(closeDispute(books, dispute, status)) };
    });
}
