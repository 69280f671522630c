import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaultEffect } from './fault';

/** Lets a fault strike before the request is handled. Nothing further happens once the reply was sent or hijacked. */
export async function strikeBefore(effect: FaultEffect, reply: FastifyReply): Promise<void> {
  switch (effect.kind) {
    case 'delay':
      await sleep(effect.milliseconds);
      return;
    case 'answer':
      await sendAnswer(effect, reply);
      return;
    case 'cut':
      reply.hijack();
      reply.raw.destroy();
      return;
    case 'hang':
      reply.hijack();
      return;
    case 'patch':
    case 'truncate':
      throw new Error(`A fault that strikes before the answer cannot ${effect.kind} it.`);
  }
}

async function sendAnswer(effect: FaultEffect & { kind: 'answer' }, reply: FastifyReply): Promise<void> {
  await reply
    .code(effect.status)
    .headers({ 'content-type': 'application/json', ...effect.headers })
    .send(toText(effect.body));
}

/** Lets a fault strike when all was applied and is on disk. @returns what goes out instead of the payload. */
export async function strikeAfter(
  effect: FaultEffect,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  switch (effect.kind) {
    case 'delay':
      await sleep(effect.milliseconds);
      return payload;
    case 'answer':
      reply.removeHeader('content-length');
      reply.code(effect.status).headers(effect.headers ?? {});
      return toText(effect.body);
    case 'patch':
      reply.removeHeader('content-length');
      return JSON.stringify(mergePatch(JSON.parse(String(payload)), effect.merge));
    case 'truncate': {
      const text = String(payload);
      reply.header('content-length', Buffer.byteLength(text));
      return Readable.from(halfThenCut(text, request));
    }
    case 'cut':
      request.raw.socket.destroy();
      return payload;
    case 'hang':
      if (!request.raw.socket.destroyed) await once(request.raw.socket, 'close');
      return payload;
  }
}

const toText = (body: unknown): string =>
  typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);

async function* halfThenCut(text: string, request: FastifyRequest): AsyncGenerator<string> {
  yield text.slice(0, Math.ceil(text.length / 2));
  await sleep(20);
  request.raw.socket.destroy();
}

/** RFC 7396. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
