import { z } from 'zod';
import { replayBody } from '../operators/replay-body';
import { exampleCompletion, exampleCheckout, exampleUpdate } from './examples';
import type { OperatorScope } from '../operators/operator';
import { discoveryReference, inEveryVersion, type Json, type Part } from './components';

export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly tag: 'Discovery' | 'Checkout' | 'Orders' | 'Operators';
  readonly summary: string;
  readonly description?: string;
  readonly body?: { readonly part: Part; readonly required: boolean; readonly example: Json };
  readonly answer: { readonly status: number; readonly description: string; readonly schema: Json };
  /** Everybody may ask. */
  readonly isPublic?: true;
  /** For operators, by a token with this scope: without a version, and not keyed. */
  readonly scope?: OperatorScope;
  readonly query?: readonly string[];
  /** Where it is no part of the protocol. */
  readonly ownBody?: { readonly schema: Json; readonly example: Json };
}

const session = (status: number, description: string): Operation['answer'] => ({
  status,
  description,
  schema: inEveryVersion('session'),
});

const listOf = (name: string): Json => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'array', items: { type: 'object' } } },
});

/** What agents may call, and operators. */
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
  {
    id: 'listDeadLetters',
    method: 'get',
    path: '/operator/dead-letters',
    tag: 'Operators',
    summary: 'List news that was given up, oldest first',
    query: ['agent_id', 'after', 'limit'],
    answer: { status: 200, description: 'The dead letters', schema: listOf('dead_letters') },
    scope: 'webhooks:read',
  },
  {
    id: 'replayDeadLetters',
    method: 'post',
    path: '/operator/dead-letters/replay',
    tag: 'Operators',
    summary: 'Send dead letters again',
    description: 'Each order’s become one message with a new id, which tells the latest state.',
    ownBody: {
      schema: z.toJSONSchema(replayBody, { target: 'openapi-3.0' }),
      example: { all: true },
    },
    answer: { status: 202, description: 'What takes their place', schema: listOf('replayed') },
    scope: 'webhooks:write',
  },
  {
    id: 'listWebhookDeliveries',
    method: 'get',
    path: '/operator/webhook-deliveries',
    tag: 'Operators',
    summary: 'Read the delivery log of the last 30 days, latest first',
    query: ['agent_id', 'order_id', 'before', 'limit'],
    answer: { status: 200, description: 'Every try', schema: listOf('deliveries') },
    scope: 'webhooks:read',
  },
  {
    id: 'enableWebhook',
    method: 'post',
    path: '/operator/agents/{id}/webhook/enable',
    tag: 'Operators',
    summary: 'Send again to an endpoint that answered 410',
    answer: { status: 200, description: 'The endpoint is enabled', schema: { type: 'object' } },
    scope: 'webhooks:write',
  },
];
