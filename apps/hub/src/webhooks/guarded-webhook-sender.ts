import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type OwnedTransport, type ResolveAll } from '@acp-hub/connector-http';
import { hearHead } from './hear-head';
import type { WebhookAnswer, WebhookRequest, WebhookSender } from './ports';
import { wantedDelayMs } from './wanted-delay';

/** An endpoint that takes longer is tried again. */
const DEADLINE_MS = 10_000;

/** What an endpoint says in its body is of no interest; this much is read to keep the connection. */
const MOST_BODY_BYTES = 64 * 1024;

/** Sends webhooks through the guarded transport: no private addresses for live news, no redirects. */
export class GuardedWebhookSender implements WebhookSender, OnApplicationShutdown {
  readonly #transports: Readonly<Record<WebhookRequest['mode'], OwnedTransport>>;

  constructor(
    options: {
      readonly allowPrivateAddresses: boolean;
      readonly deadlineMs?: number;
      /** Resolves names; the system's resolver unless told. */
      readonly resolveAll?: ResolveAll;
    },
    private readonly clock: { now(): Date },
  ) {
    const limits = {
      deadlineMs: options.deadlineMs ?? DEADLINE_MS,
      maxResponseBytes: MOST_BODY_BYTES,
      ...(options.resolveAll && { resolveAll: options.resolveAll }),
    };
    const open = options.allowPrivateAddresses;
    this.#transports = {
      test: createTransport({ ...limits, allowPrivateAddresses: open, allowPlainHttp: open }),
      live: createTransport({ ...limits, allowPrivateAddresses: false, allowPlainHttp: false }),
    };
  }

  send({ url, headers, body, mode }: WebhookRequest): Promise<WebhookAnswer> {
    const answer = new Promise<WebhookAnswer>((resolve, reject) => {
      const { origin, pathname, search } = new URL(url);
      const hear = hearHead(
        MOST_BODY_BYTES,
        ({ status, headers: { 'retry-after': retryAfter } }) => {
          const retryAfterMs = wantedDelayMs(retryAfter, this.clock.now());
          resolve({ kind: 'answered', status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
        },
        reject,
      );
      const request = { origin, path: pathname + search, method: 'POST', headers, body } as const;
      this.#transports[mode].dispatcher.dispatch(request, hear);
    });
    return answer.catch((error: unknown) => ({
      kind: 'failed',
      error: error instanceof Error ? error.message : 'The request failed.',
    }));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.#transports.test.close(), this.#transports.live.close()]);
  }
}
