export { default } from '../../../hub/test/support/global-setup';
