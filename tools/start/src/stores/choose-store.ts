import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Problem } from '../problem';
import type { DemoStore } from './demo-store';
import { fakeWoocommerce } from './fake-woocommerce';
import { ownStore } from './own-store';
import { realWoocommerce } from './real-woocommerce';

/** Where a shop that is played here is, and what it reports to. */
export type StorePlaces = {
  readonly root: string;
  readonly dataDir: string;
  readonly port: number;
  readonly storeUrl: string;
  /** Of the second merchant, where each shop has a server of its own. */
  readonly otherPort: number;
  readonly otherUrl: string;
  readonly hubUrl: string;
  readonly logDir: string;
};

const KINDS = ['own', 'woocommerce'] as const;

/** A real shop takes all three; without any of them one is played. */
const realShop = z.object({
  WOOCOMMERCE_URL: z.url(),
  WOOCOMMERCE_CONSUMER_KEY: z.string().startsWith('ck_'),
  WOOCOMMERCE_CONSUMER_SECRET: z.string().startsWith('cs_'),
});

const NAMES = Object.keys(realShop.shape);

/** What `--store` asks for; the shops of its own unless told. */
export function readStoreKind(parameters: readonly string[]): (typeof KINDS)[number] {
  const { values } = parse(parameters);
  const kind = KINDS.find((each) => each === (values.store ?? 'own'));
  if (kind === undefined)
    throw new Problem(`There is no store "${values.store}": use --store ${KINDS.join(' or --store ')}.`);
  return kind;
}

function parse(parameters: readonly string[]) {
  try {
    const options = { store: { type: 'string' } } as const;
    return parseArgs({ args: [...parameters], options, allowPositionals: true });
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)} Use --store woocommerce.`);
  }
}

/** The store to sell from. @throws Problem where a real one cannot be reached, or be sold from. */
export async function chooseStore(
  kind: (typeof KINDS)[number],
  places: StorePlaces,
  variables: NodeJS.ProcessEnv,
): Promise<DemoStore> {
  switch (kind) {
    case 'own':
      return ownStore(places);
    case 'woocommerce': {
      if (NAMES.every((name) => variables[name] === undefined)) return fakeWoocommerce(places);
      const parsed = realShop.safeParse(variables);
      if (!parsed.success)
        throw new Problem(
          `To sell from a real shop, set ${NAMES.join(', ')}:\n${z.prettifyError(parsed.error)}`,
        );
      const { data } = parsed;
      return realWoocommerce({
        url: data.WOOCOMMERCE_URL,
        consumer_key: data.WOOCOMMERCE_CONSUMER_KEY,
        consumer_secret: data.WOOCOMMERCE_CONSUMER_SECRET,
      });
    }
  }
}
