import { join } from 'node:path';
import { describeConnector } from '@acp-hub/connector-testkit';
import { yourPlatformHarness } from './support/harness';

describeConnector(yourPlatformHarness, { reportFile: join(__dirname, '../conformance.md') });
