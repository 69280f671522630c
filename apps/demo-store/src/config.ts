import { z } from 'zod';

const access = z.record(z.string(), z.object({ secret: z.string().min(16), eventsUrl: z.url().optional() }));

const jsonText = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('is not JSON');
    return z.NEVER;
  }
});

/** The environment of the demo store. */
export const environment = z.object({
  DEMO_STORE_HOST: z.string().default('127.0.0.1'),
  DEMO_STORE_PORT: z.coerce.number().int().min(0).max(65_535).default(8090),
  DEMO_STORE_DATA_DIR: z.string().min(1).default('.acp-hub/demo-store'),
  DEMO_STORE_PUBLIC_URL: z.url().optional(),
  /** `{"cascade": {"secret": "…", "eventsUrl": "http://…"}}`: the merchants to open. */
  DEMO_STORE_MERCHANTS: jsonText.pipe(access),
});

export type Environment = z.infer<typeof environment>;

/** Reads the environment. @throws Error that lists everything wrong with it. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const parsed = environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(
    `The demo store cannot start:\n${problems.join('\n')}\n` +
      'DEMO_STORE_MERCHANTS names the shops and their secrets (16 characters or more), for example\n' +
      `  {"cascade": {"secret": "<shared with the hub>", "eventsUrl": "<the hub's ingress>"}}`,
  );
}
