import { contractHeaders, CONTRACT_VERSION, signBody, type StoreEvent } from '@acp-hub/store-contract';
import type { Shop } from '../shop';

const DEADLINE_MS = 10_000;
const LONGEST_PAUSE_MS = 60_000;

type Delivery = 'delivered' | 'refused' | 'unreachable';

/** Delivers a shop’s events to the hub, each until the hub has taken it. */
export interface EventRelay {
  /** Delivers what is waiting, now. */
  wake(): void;
  stop(): Promise<void>;
}

/** @param firstPauseMs after a failure; doubles up to a minute. */
export function startRelay(shop: Shop, firstPauseMs: number): EventRelay {
  const stopping = new AbortController();
  let pause = firstPauseMs;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let wokenMeanwhile = false;

  const deliver = async (url: string, event: StoreEvent): Promise<Delivery> => {
    const body = JSON.stringify(event);
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          [contractHeaders.version]: CONTRACT_VERSION,
          [contractHeaders.signature]: signBody(body, shop.secret, shop.clock.now()),
        },
        body,
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(DEADLINE_MS)]),
      });
      await response.body?.cancel();
      return response.ok ? 'delivered' : 'refused';
    } catch {
      return 'unreachable';
    }
  };

  const round = async (): Promise<boolean> => {
    const { outbox } = shop.books.tables;
    let allDelivered = true;
    for (const [key, event] of await outbox.iterator({ limit: 1000 }).all()) {
      if (shop.eventsUrl === undefined) return true;
      const delivery = await deliver(shop.eventsUrl, event);
      if (delivery === 'delivered') await outbox.del(key);
      else allDelivered = false;
      if (delivery === 'unreachable') return false;
    }
    return allDelivered;
  };

  const run = async (): Promise<void> => {
    const allDelivered = await round();
    running = undefined;
    if (stopping.signal.aborted) return;
    pause = allDelivered ? firstPauseMs : Math.min(pause * 2, LONGEST_PAUSE_MS);
    if (wokenMeanwhile) wake();
    else if (!allDelivered) timer = setTimeout(wake, pause).unref();
  };

  function wake(): void {
    clearTimeout(timer);
    wokenMeanwhile = running !== undefined;
    if (!stopping.signal.aborted) running ??= run();
  }

  shop.changed.on('order', wake).on('product', wake);
  wake();
  return {
    wake,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      shop.changed.off('order', wake).off('product', wake);
      await running;
    },
  };
}
