import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Problem } from './problem';

const stateSchema = z.object({
  ports: z.record(z.string(), z.number()),
  /** Where shop, payment service and inbox were when the merchants were made. */
  places: z.string(),
  merchants: z.array(
    z.object({
      slug: z.string(),
      tenantId: z.string(),
      secret: z.string(),
      connectionId: z.string(),
      ingressPath: z.string(),
      agents: z.array(
        z.object({ name: z.string(), profile: z.enum(['spec', 'openai', 'legacy']), token: z.string() }),
      ),
    }),
  ),
});

/** What a demo remembers from one start to the next; holds tokens and secrets, all of them for test mode. */
export type DemoState = z.infer<typeof stateSchema>;

export function readState(file: string): DemoState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Problem(`${file} is damaged: remove it, and the demo makes new merchants and tokens.`);
  }
}

/** Writes JSON that only its owner may read. */
export function writePrivateJson(file: string, content: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
