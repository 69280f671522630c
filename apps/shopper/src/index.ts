export { readSurroundings, type Surroundings } from './config';
export { VERSIONS, type Version } from './dialect/version';
export { startInbox, type Inbox } from './inbox/server';
export { openJournal, type Journal } from './inbox/journal';
export type { Received } from './inbox/received';
