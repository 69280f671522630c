import { z } from 'zod';

const effectSchema = z.discriminatedUnion('kind', [
  /** Waits, then goes on as usual. */
  z.strictObject({ kind: z.literal('delay'), milliseconds: z.number().int().min(0).max(600_000) }),
  /** Says something else: a 5xx, 429 with `retry-after`, a redirect, a body that lies or is no JSON. */
  z.strictObject({
    kind: z.literal('answer'),
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    /** A string goes out as it is; anything else as JSON. */
    body: z.json().optional(),
  }),
  /** The true answer with some JSON members replaced (RFC 7396, `null` removes one). Only after applying. */
  z.strictObject({ kind: z.literal('patch'), merge: z.record(z.string(), z.json()) }),
  /** Sends the head and half of the body, then cuts. Only after applying. */
  z.strictObject({ kind: z.literal('truncate') }),
  /** Cuts the connection without an answer. */
  z.strictObject({ kind: z.literal('cut') }),
  /** Keeps the connection open and never answers. */
  z.strictObject({ kind: z.literal('hang') }),
]);

export const faultSchema = z
  .strictObject({
    /** Any method where absent. */
    method: z.string().toUpperCase().optional(),
    /** Without the query; `*` stands for any characters. Any path where absent. */
    path: z.string().startsWith('/').optional(),
    /** `before`: nothing was applied. `after`: everything was, and is on disk. */
    when: z.enum(['before', 'after']).default('before'),
    /** Strikes first at the n-th matching request from now on. */
    nth: z.number().int().min(1).default(1),
    /** How many matching requests in a row it strikes. */
    times: z.number().int().min(1).or(z.literal('always')).default(1),
    effect: effectSchema,
  })
  .refine((fault) => fault.when === 'after' || !['patch', 'truncate'].includes(fault.effect.kind), {
    error: 'There is no answer yet to patch or truncate: set "when" to "after".',
    path: ['when'],
  });

/** What goes wrong, where, and when. Plain data, so that a test can send it over HTTP as well. */
export type FaultPlan = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;
export type FaultEffect = Fault['effect'];
