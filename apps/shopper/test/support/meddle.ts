import type { Meddling, ProxiedAnswer, ProxiedRequest } from './proxy';

interface Total {
  type: string;
  amount: number;
}

interface Message {
  type: string;
  code?: string;
  content_type?: string;
  content?: string;
}

/** What breakages touch of a request's or an answer's body; they change it in place. */
export interface Document {
  [field: string]: unknown;
  message?: string;
  param?: string;
  totals?: Total[];
  messages?: Message[];
  links?: { type: string }[];
  line_items?: { quantity?: number; totals?: Total[] }[];
  capabilities?: { interventions?: { supported?: string[] } };
  discounts?: { rejected?: unknown[] };
  order?: { checkout_session_id: string };
  affiliate_attribution?: { metadata?: unknown; publisher_id?: string };
}

/** The object that a text holds, believed to be what the caller says; `undefined` where it holds none. */
export const parse = <Body extends object = Document>(text: string): Body | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
};

/** Changes the body of answers, optionally only of those that a predicate picks. */
export const answers = <Body extends object = Document>(
  change: (body: Body, asked: ProxiedRequest, answer: ProxiedAnswer) => void,
  only: (asked: ProxiedRequest, answer: ProxiedAnswer) => boolean = () => true,
): Meddling => ({
  answer(answer, asked) {
    const body = parse<Body>(answer.body);
    if (body === undefined || !only(asked, answer)) return answer;
    change(body, asked, answer);
    return { ...answer, body: JSON.stringify(body) };
  },
});

/** Changes the body of requests. */
export const requests = (change: (body: Document, asked: ProxiedRequest) => void): Meddling => ({
  request(request) {
    const body = parse(request.body);
    if (body === undefined) return request;
    change(body, request);
    return { ...request, body: JSON.stringify(body) };
  },
});

/** Answers with another status where the server said that one. */
export const statuses = (from: number, to: number): Meddling => ({
  answer: (answer) => (answer.status === from ? { ...answer, status: to } : answer),
});

/** Leaves a header out of every answer. */
export const without = (header: string): Meddling => ({
  answer({ headers: { [header]: _dropped, ...headers }, ...answer }) {
    return { ...answer, headers };
  },
});

/** Puts something else in a header of the request; the echo in the answer is as if it had not. */
export const rewritten = (
  header: string,
  change: (value: string | undefined, asked: ProxiedRequest) => string,
): Meddling => ({
  request: (request) => ({
    ...request,
    headers: { ...request.headers, [header]: change(request.headers[header], request) },
  }),
  answer(answer, asked) {
    const sent = asked.headers[header];
    return answer.headers[header] === undefined || sent === undefined
      ? answer
      : { ...answer, headers: { ...answer.headers, [header]: sent } };
  },
});
