import type { OwnedTransport } from '@acp-hub/connector-http';

type Handler = Parameters<OwnedTransport['dispatcher']['dispatch']>[1];

export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Hears how an answer begins and lets go of its body, of which at most so many bytes are read to keep the connection:
 * the status is the answer, and a body that never ends or breaks off takes nothing from it.
 */
export function hearHead(
  mostBytes: number,
  answered: (head: AnswerHead) => void,
  failed: (error: Error) => void,
): Handler {
  let head: AnswerHead | undefined;
  let read = 0;
  return {
    // Without it, undici takes the handler for one of its former kind.
    onRequestStart: () => undefined,
    onResponseStart(_controller, status, headers) {
      const isInterim = status < 200;
      if (!isInterim) head = { status, headers };
    },
    onResponseData(controller, chunk) {
      read += chunk.length;
      if (read > mostBytes) controller.abort(new Error('The body is too long.'));
    },
    onResponseEnd() {
      if (head) answered(head);
    },
    onResponseError(_controller, error) {
      if (head) answered(head);
      else failed(error);
    },
  };
}
