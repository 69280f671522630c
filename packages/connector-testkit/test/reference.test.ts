import { describeConnector } from '../src';
import { referenceHarness } from './reference/reference-harness';

describeConnector(referenceHarness());
