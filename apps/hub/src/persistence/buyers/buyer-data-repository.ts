import type { CheckoutSession, PersonalData } from '@acp-hub/commerce';
import type { BuyerData, BuyerSelector, Erased, PurchaseRecord } from '../../buyers/ports';
import { sessionContext } from '../checkout/session-row';
import type { Sealing } from '../sealing';
import type { TenantDirectory } from '../tenant-directory';
import { erasePurchase } from './erase-purchase';
import { readPurchase } from './read-purchase';
import { FIND_ORDER, FIND_ORDERS_BY_EMAIL, FIND_SESSION, SEALED_SESSIONS } from './statements';

type Found = { session_id: string };
type SealedRow = Found & { sealed: Buffer; data_key: Buffer };

export class BuyerDataRepository implements BuyerData {
  constructor(private readonly directory: TenantDirectory) {}

  async find(tenantId: string, selector: BuyerSelector): Promise<readonly string[]> {
    const { scope, sealing } = await this.directory.open(tenantId);
    switch (selector.kind) {
      case 'session':
        return idsOf(await scope.run<Found>(FIND_SESSION, [tenantId, selector.id]));
      case 'order':
        return idsOf(
          await scope.run<Found>(FIND_ORDER, [
            tenantId,
            selector.id,
            sealing.blindIndex('order_number', selector.id),
          ]),
        );
      case 'email': {
        const hash = sealing.blindIndex('email', selector.email);
        const ordered = idsOf(await scope.run<Found>(FIND_ORDERS_BY_EMAIL, [tenantId, hash]));
        const open = await this.#sessionsOf(tenantId, normalized(selector.email));
        return [...new Set([...ordered, ...open])].sort();
      }
    }
  }

  async read(tenantId: string, sessionId: string): Promise<PurchaseRecord> {
    return readPurchase(await this.directory.open(tenantId), tenantId, sessionId);
  }

  async erase(tenantId: string, sessionId: string, now: Date): Promise<Erased> {
    return erasePurchase(await this.directory.open(tenantId), tenantId, sessionId, now);
  }

  /**
   * Sessions carry no index of e-mail addresses: every update would pay for it, and these requests are rare. All
   * that are stored are opened; the retention of abandoned ones bounds how many that is.
   */
  async #sessionsOf(tenantId: string, email: string): Promise<readonly string[]> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const found: string[] = [];
    for (let last: string | undefined = ''; last !== undefined;) {
      const rows: SealedRow[] = await scope.run<SealedRow>(SEALED_SESSIONS, [tenantId, last]);
      found.push(...idsOf(rows.filter((row) => emailsIn(openPersonal(sealing, row)).includes(email))));
      last = rows.at(-1)?.session_id;
    }
    return found;
  }
}

const idsOf = (rows: readonly Found[]): readonly string[] => rows.map(({ session_id }) => session_id);

function openPersonal(sealing: Sealing, row: SealedRow): PersonalData {
  const opened = sealing.open(sealing.openDataKey(row.data_key), row.sealed, sessionContext(row.session_id));
  return (opened as Partial<CheckoutSession>).personal ?? {};
}

const emailsIn = ({ buyer, fulfillment }: PersonalData): readonly string[] =>
  [buyer?.email, fulfillment?.email].flatMap((email) => (email === undefined ? [] : [normalized(email)]));

const normalized = (email: string): string => email.trim().toLowerCase();
