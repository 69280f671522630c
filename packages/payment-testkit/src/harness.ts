import type { Money } from '@acp-hub/commerce';
import type { PaymentAccount, PaymentId } from '@acp-hub/payment';

/** What a token does. All of them cover every amount the suite asks for. */
export type TokenKind = 'approves' | 'declines' | 'lacks_funds' | 'asks_3ds';

export type Write = 'authorize' | 'capture' | 'void' | 'refund';

/** What happens to the next such write; `after`: everything was applied. */
export interface Fault {
  readonly when: 'before' | 'after';
  readonly effect:
    | { readonly kind: 'hang' | 'cut' }
    | {
        readonly kind: 'answer';
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body?: string;
      };
}

/** A payment in the provider's own books. Integer minor units. */
export interface Booked {
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly voided: boolean;
}

/** A provider connected, over real HTTP, to a fake of the service it speaks with. */
export interface RunningProvider {
  readonly account: PaymentAccount;
  /** An account of another merchant at the same service. */
  readonly other: PaymentAccount;
  /** The deadline of one call is no longer than this. */
  readonly deadlineMs: number;
  readonly amount: (minorUnits: number) => Money;
  /** A new token for `account`. */
  token(kind: TokenKind): Promise<string>;
  /** Schedules what goes wrong with the next write. */
  strike(write: Write, fault: Fault): void;
  /** Refuses connections until the result is called. */
  refuseConnections(): Promise<() => Promise<void>>;
  /** The back door, not through the provider. */
  booked(id: PaymentId): Booked | undefined;
  /** How many payments were ever opened, of all accounts. */
  opened(): number;
  /** Everything that was logged so far. */
  readonly logged: readonly unknown[];
  /** What must be in no error and no log, beside the tokens. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** Opens one on empty books. */
export type OpenProvider = () => Promise<RunningProvider>;
