import type { Store } from '@acp-hub/connector';
import type { PaymentAccount, PaymentReadResult } from '@acp-hub/payment';

/** What a connection was set up with before, and until when it may still be reported by. */
export interface Former<Value> {
  readonly value: Value;
  readonly until: Date;
}

type Clock = { now(): Date };

/** The same store, which also takes reports that the platform signs as it did under its former settings. */
export function alsoReportedAs(store: Store, former: Former<Store> | undefined, clock: Clock): Store {
  if (former === undefined || store.parseWebhook === undefined) return store;
  return replacing(store, 'parseWebhook', (request) => {
    const event = store.parseWebhook?.(request);
    if (event !== undefined || clock.now() >= former.until) return event;
    return former.value.parseWebhook?.(request);
  });
}

/** As `alsoReportedAs`, for what a payment provider sends. */
export function alsoNotifiedAs(
  account: PaymentAccount,
  former: Former<PaymentAccount> | undefined,
  clock: Clock,
): PaymentAccount {
  if (former === undefined || account.parseWebhook === undefined) return account;
  const parseWebhook = account.parseWebhook.bind(account);
  return replacing(account, 'parseWebhook', async (request) => {
    const answer = await parseWebhook(request);
    if (!isForeign(answer) || clock.now() >= former.until) return answer;
    return (await former.value.parseWebhook?.(request)) ?? answer;
  });
}

const isForeign = (answer: PaymentReadResult<unknown>): boolean =>
  !answer.ok && answer.error.kind === 'rejected' && answer.error.reason === 'signature_invalid';

/** The target with one method in another's place; all others are called on the target itself. */
const replacing = <Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  method: Target[Name],
): Target =>
  new Proxy(target, {
    get(from, key) {
      if (key === name) return method;
      const member: unknown = Reflect.get(from, key);
      return typeof member === 'function' ? (member.bind(from) as unknown) : member;
    },
  });
