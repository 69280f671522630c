import { createTransport } from '@acp-hub/connector-http';

/** Reading a feed back takes as long as it is large, and it may be all a receiver has. */
const DEADLINE_MS = 10 * 60_000;
const ANY_SIZE = -1;

/** To receivers of feeds. @param isOpen whether private addresses and plain http are allowed */
export const openFeedTransport = (isOpen: boolean) =>
  createTransport({
    allowPrivateAddresses: isOpen,
    allowPlainHttp: isOpen,
    deadlineMs: DEADLINE_MS,
    maxResponseBytes: ANY_SIZE,
  });
