import { resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from './problem';

const port = z.coerce.number().int().min(1).max(65_535).optional();

const environmentSchema = z.object({
  HUB_DATA_DIR: z.string().min(1).default('.acp-hub'),
  HUB_PORT: port,
  DEMO_STORE_PORT: port,
  OTHER_STORE_PORT: port,
  FAKE_PSP_PORT: port,
  AGENT_INBOX_PORT: port,
});

export type PortName =
  'HUB_PORT' | 'DEMO_STORE_PORT' | 'OTHER_STORE_PORT' | 'FAKE_PSP_PORT' | 'AGENT_INBOX_PORT';

export type Settings = {
  readonly dataDir: string;
  /** The ports somebody asked for; the others are ours to choose. */
  readonly wanted: { readonly [name in PortName]?: number | undefined };
};

/** Reads the environment; throws a `Problem` that lists everything wrong with it. */
export function readSettings(root: string, variables: NodeJS.ProcessEnv): Settings {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) throw new Problem(`The environment is wrong:\n${z.prettifyError(parsed.error)}`);
  const { HUB_DATA_DIR, ...wanted } = parsed.data;
  return { dataDir: resolve(root, HUB_DATA_DIR), wanted };
}
