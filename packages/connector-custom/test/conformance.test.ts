import { describeConnector } from '@acp-hub/connector-testkit';
import { demoStoreHarness } from './support/harness';

describeConnector(demoStoreHarness);
