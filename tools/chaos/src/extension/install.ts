import { obey } from './obey';
import { sabotageLeases } from './sabotage';
import { watchedSagas } from './sagas';

let isInstalled = false;

/** Takes its place in the hub's process, once; the hub's command line loads connectors too and is left alone. */
export function install(): void {
  if (isInstalled || process.send === undefined) return;
  isInstalled = true;
  obey();
  for (const saga of watchedSagas) saga.watch();
  sabotageLeases();
}
