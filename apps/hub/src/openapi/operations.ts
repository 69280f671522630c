import { exampleCompletion, exampleCheckout, exampleUpdate } from './examples';
import { discoveryReference, inEveryVersion, type Json, type Part } from './components';

export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly tag: 'Discovery' | 'Checkout' | 'Orders';
  readonly summary: string;
  readonly description?: string;
  readonly body?: { readonly part: Part; readonly required: boolean; readonly example: Json };
  readonly answer: { readonly status: number; readonly description: string; readonly schema: Json };
  /** Everybody may ask. */
  readonly isPublic?: true;
}

const session = (status: number, description: string): Operation['answer'] => ({
  status,
  description,
  schema: inEveryVersion('session'),
});

/** What agents may call. */
export const operations: readonly Operation[] = [
  {
    id: 'discover',
    method: 'get',
    path: '/.well-known/acp.json',
    tag: 'Discovery',
    summary: 'What this server speaks and can do',
    answer: { status: 200, description: 'Versions, transports and extensions', schema: discoveryReference },
    isPublic: true,
  },
  {
    id: 'createCheckoutSession',
    method: 'post',
    path: '/checkout_sessions',
    tag: 'Checkout',
    summary: 'Open a checkout',
    body: { part: 'create', required: true, example: exampleCheckout },
    answer: session(201, 'The session, priced by the shop'),
  },
  {
    id: 'getCheckoutSession',
    method: 'get',
    path: '/checkout_sessions/{id}',
    tag: 'Checkout',
    summary: 'Read a checkout',
    description:
      'Answers from what is stored, and never asks the shop. Any session can be read in any version.',
    answer: session(200, 'The session'),
  },
  {
    id: 'updateCheckoutSession',
    method: 'post',
    path: '/checkout_sessions/{id}',
    tag: 'Checkout',
    summary: 'Change a checkout',
    description: 'What is absent stays.',
    body: { part: 'update', required: true, example: exampleUpdate },
    answer: session(200, 'The session, priced again where the change asks for it'),
  },
  {
    id: 'completeCheckoutSession',
    method: 'post',
    path: '/checkout_sessions/{id}/complete',
    tag: 'Checkout',
    summary: 'Pay and order',
    description:
      'Nothing is charged where price or stock moved since the totals were shown: the session comes back with new totals. `complete_in_progress` asks to read the session again after a moment.',
    body: { part: 'complete', required: true, example: exampleCompletion },
    answer: session(200, 'The session: completed, still at it, or with a message that says why not'),
  },
  {
    id: 'cancelCheckoutSession',
    method: 'post',
    path: '/checkout_sessions/{id}/cancel',
    tag: 'Checkout',
    summary: 'Give a checkout up',
    body: { part: 'cancel', required: false, example: {} },
    answer: session(200, 'The canceled session'),
  },
  {
    id: 'getOrder',
    method: 'get',
    path: '/orders/{id}',
    tag: 'Orders',
    summary: 'Read an order',
    description: 'An extension of this server, for the agent that made the order.',
    answer: { status: 200, description: 'The order', schema: inEveryVersion('order') },
  },
];
