import type { Address, Contact } from '../dialect/dialect';

/** An agent's profile at the hub: which of two readings of the protocol it expects. */
export type Profile = 'spec' | 'openai' | 'legacy';

/** What a run buys and with what; whatever is not known is left out. */
export interface ShoppingData {
  readonly baseUrl: string;
  readonly token: string;
  readonly profile: Profile;
  readonly otherToken: string | undefined;
  readonly currency: string;
  readonly contact: Contact;
  readonly address: Address;
  readonly items: {
    readonly inStock: string | undefined;
    readonly limited: string | undefined;
    readonly outOfStock: string | undefined;
    readonly digital: string | undefined;
  };
  readonly coupons: {
    readonly valid: string | undefined;
    readonly expired: string | undefined;
    readonly minimum: string | undefined;
  };
  readonly payments: {
    readonly ok: string | undefined;
    readonly declined: string | undefined;
    readonly requires3ds: string | undefined;
    readonly timeout: string | undefined;
  };
  /** Lists the webhooks an agent got (GET). */
  readonly inboxUrl: string | undefined;
  readonly webhookSecret: string | undefined;
}
