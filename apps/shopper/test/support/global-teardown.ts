export { default } from '../../../hub/test/support/global-teardown';
