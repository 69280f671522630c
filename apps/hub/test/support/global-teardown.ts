import { sharedServer } from './shared-server';

export default () => sharedServer.stop();
