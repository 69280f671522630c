import { join } from 'node:path';
import { describeConnector } from '@acp-hub/connector-testkit';
import { companionHarness, plainHarness } from './support/harness';

const reportIn = (file: string) => ({ reportFile: join(__dirname, '..', file) });

describeConnector(plainHarness, reportIn('conformance-plain.md'));
describeConnector(companionHarness, reportIn('conformance-companion.md'));
