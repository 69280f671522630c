import { request } from 'node:https';

const ANSWER_WITHIN_MS = 60_000;

/** Whoever listens in a test has a certificate of its own, which the shop takes. @returns the status, 0 for none. */
export const postJson = (url: string, body: object): Promise<number> =>
  new Promise((resolve) => {
    const call = request(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json;charset=UTF-8' },
        rejectUnauthorized: false,
        timeout: ANSWER_WITHIN_MS,
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    call.once('timeout', () => call.destroy());
    call.once('error', () => resolve(0));
    call.end(JSON.stringify(body));
  });
